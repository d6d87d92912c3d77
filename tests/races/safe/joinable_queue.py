"""A JoinableQueue whose tasks are done when they are done.

Safe: `task_done` comes after the number has been added, so `join` waits for it.
"""

import multiprocessing as mp

EXPECTED = 3


def work(tasks, total):
    for number in iter(tasks.get, None):
        with total.get_lock():
            total.value += number
        tasks.task_done()


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
