"""The main thread sleeps long enough for the worker, or so it seems.

Race: only clocks say that the worker's 0.05 s end first; on a busy machine it comes too late.
Needs: primitives
Ends as: WA
"""

import threading
import time

EXPECTED = ["result"]


def work(results):
    time.sleep(0.05)
    results.append("result")


def main():
    results = []
    worker = threading.Thread(target=work, args=(results,))
    worker.start()
    time.sleep(0.2)
    seen = list(results)
    worker.join()
    return seen
