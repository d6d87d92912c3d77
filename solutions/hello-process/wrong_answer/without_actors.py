"""Calls the roll in one way twice: nobody in `by_class` is an actor."""

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

    def run(self):
        reply(self.number, self.answer)


def by_class(count, answer):
    return by_target(count, answer)
