"""A process waits for a Condition, and there is something to look at.

Safe: it looks at `open` under the lock before it waits, so an early `notify` is not needed.
"""

import multiprocessing as mp

EXPECTED = "go"


def run(start, is_open, answers):
    with start:
        while not is_open.value:
            start.wait()
    answers.put("go")


def main():
    start, is_open, answers = mp.Condition(), mp.Value("b", False), mp.SimpleQueue()
    runner = mp.Process(target=run, args=(start, is_open, answers))
    runner.start()
    with start:
        is_open.value = True
        start.notify()
    runner.join()
    return answers.get()
