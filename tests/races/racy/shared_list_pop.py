"""Workers take jobs from a list while there are any.

Race: `len` says that one is left, and another worker pops it first: IndexError in this one.
Needs: primitives
Ends as: RTE
"""

from concurrent.futures import ThreadPoolExecutor

SHARED = ["a", "b", "c"]
EXPECTED = 3
EXPECTED_SHARED = []


def work(jobs):
    done = 0
    while len(jobs) > 0:
        jobs.pop()
        done += 1
    return done


def main(jobs):
    with ThreadPoolExecutor(2) as executor:
        workers = [executor.submit(work, jobs) for _ in range(2)]
    return sum(worker.result() for worker in workers)
