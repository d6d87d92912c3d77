"""Overrides `start` in place of `run`: nothing new is ever started."""

import os
import sys
from multiprocessing import Process


def reply(number, answer):
    sys.exit(answer(number, os.getpid(), os.getppid()))


def call(processes):
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [(process.pid, process.exitcode) for process in processes]


def by_target(count, answer):
    return call([Process(target=reply, args=(number, answer)) for number in range(count)])


class Actor(Process):
    def __init__(self, number, answer):
        super().__init__()
        self.number = number
        self.answer = answer

    def start(self):
        self.code = self.answer(self.number, os.getpid(), os.getppid())


def by_class(count, answer):
    return call([Actor(number, answer) for number in range(count)])
