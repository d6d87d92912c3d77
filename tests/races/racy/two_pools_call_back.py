"""Two thread pools tell their results to one callback.

Race: each pool has a thread for its callbacks; they read the same `total`.
Needs: lines
Ends as: WA
"""

from multiprocessing.pool import ThreadPool

EXPECTED = 11
totals = {"all": 0}


def add(number):
    totals["all"] = totals.get("all", 0) + number


def main():
    with ThreadPool(1) as small, ThreadPool(1) as big:
        results = [
            small.apply_async(int, ("1",), callback=add),
            big.apply_async(int, ("10",), callback=add),
        ]
        for result in results:
            result.get()
    return totals["all"]
