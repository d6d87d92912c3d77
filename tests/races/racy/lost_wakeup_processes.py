"""A process waits for a Condition that another one notifies.

Race: there is nothing to look at before waiting, so a `notify` that came earlier is lost.
Needs: primitives
Ends as: DL
"""

import multiprocessing as mp

EXPECTED = "go"


def run(start, answers):
    with start:
        start.wait()
    answers.put("go")


def give_sign(start):
    with start:
        start.notify()


def main():
    start, answers = mp.Condition(), mp.SimpleQueue()
    runner = mp.Process(target=run, args=(start, answers))
    starter = mp.Process(target=give_sign, args=(start,))
    for process in (runner, starter):
        process.start()
    for process in (runner, starter):
        process.join()
    return answers.get()
