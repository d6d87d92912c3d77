"""A process computes; the parent sleeps for a while and then reads the answer.

Race: the parent's `value` is read before the child's is written: a sleep waits for nobody.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp
import time

EXPECTED = 4950


def work(answer):
    answer.value = sum(range(100))


def main():
    answer = mp.Value("i", 0)
    child = mp.Process(target=work, args=(answer,))
    child.start()
    time.sleep(0.3)
    seen = answer.value
    child.join()
    return seen
