"""Two processes raise a number that the caller owns.

Race: what `number` was when it was read is old when it is written.
Needs: primitives
Ends as: WA
"""

from multiprocessing import Process

SHARED = 0
EXPECTED = None
EXPECTED_SHARED = 2


def work(shared):
    number = shared.value
    shared.value = number + 1


def main(shared):
    workers = [Process(target=work, args=(shared,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
