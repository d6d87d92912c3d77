"""Processes that are spawned; the parent is the one that multiprocessing knows."""

import multiprocessing
from multiprocessing.connection import wait

context = multiprocessing.get_context("spawn")


def answer_from_here(number, answer):
    me, parent = multiprocessing.current_process(), multiprocessing.parent_process()
    raise SystemExit(answer(number, me.pid, parent.pid))


def by_target(count, answer):
    found = {}
    for number in range(count):
        process = context.Process(target=answer_from_here, args=[number, answer])
        process.start()
        found[process] = number
    return ended(found)


class Actor(context.Process):
    def __init__(self, number, answer):
        super().__init__(name=f"actor-{number}")
        self._what = number, answer

    def run(self):
        answer_from_here(*self._what)


def by_class(count, answer):
    found = {}
    for number in range(count):
        actor = Actor(number, answer)
        actor.start()
        found[actor] = number
    return ended(found)


def ended(running):
    results = [None] * len(running)
    while running:
        ready = wait([process.sentinel for process in running])
        for process in [process for process in running if process.sentinel in ready]:
            process.join()
            results[running.pop(process)] = process.pid, process.exitcode
    return results
