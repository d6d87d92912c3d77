"""Keyword arguments, and an actor that runs the target it was made with."""

import os
import sys
from multiprocessing import Process


def reply(*, number, answer):
    sys.exit(answer(number, os.getpid(), os.getppid()))


class Actor(Process):
    def __init__(self, number, answer):
        super().__init__(target=reply, kwargs={"number": number, "answer": answer})

    def run(self):
        super().run()


def by_target(count, answer):
    def make(number):
        return Process(target=reply, kwargs={"number": number, "answer": answer})

    return call_roll(count, make)


def by_class(count, answer):
    return call_roll(count, lambda number: Actor(number, answer))


def call_roll(count, make):
    actors = []
    for number in range(count):
        actors.append(make(number))
        actors[-1].start()
    roll = []
    for actor in actors:
        actor.join()
        roll.append((actor.pid, actor.exitcode))
    return roll
