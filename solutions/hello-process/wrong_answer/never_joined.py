"""Forgets to join: nobody has an exit code yet."""

import os
import sys
from multiprocessing import Process


def reply(number, answer):
    sys.exit(answer(number, os.getpid(), os.getppid()))


def call(processes):
    for process in processes:
        process.start()
    return [(process.pid, process.exitcode) for process in processes]


def by_target(count, answer):
    return call([Process(target=reply, args=(number, answer)) for number in range(count)])


class Actor(Process):
    def __init__(self, number, answer):
        super().__init__()
        self.number = number
        self.answer = answer

    def run(self):
        reply(self.number, self.answer)


def by_class(count, answer):
    return call([Actor(number, answer) for number in range(count)])
