"""The same with a JoinableQueue and a process.

Race: the parent reads the sum after `task_done` and before the child has added the number.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = 3


def work(tasks, total):
    for number in iter(tasks.get, None):
        tasks.task_done()
        with total.get_lock():
            total.value += number


def main():
    tasks, total = mp.JoinableQueue(), mp.Value("i", 0)
    worker = mp.Process(target=work, args=(tasks, total))
    worker.start()
    tasks.put(1)
    tasks.put(2)
    tasks.join()
    seen = total.value
    tasks.put(None)
    worker.join()
    return seen
