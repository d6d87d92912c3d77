"""The parent notifies before the child waits.

Pattern: lost wake-up
"""

import multiprocessing as mp


def wait_for(condition, told):
    told.wait()
    with condition:
        condition.wait()


def main():
    condition, told = mp.Condition(), mp.Event()
    child = mp.Process(target=wait_for, args=(condition, told))
    child.start()
    with condition:
        condition.notify()
    told.set()
    child.join()
