"""A worker says that it is ready, and then stores its result.

Race: the main thread wakes between the two and finds nothing.
Needs: primitives
Ends as: WA
"""

import threading

EXPECTED = {"answer": 42}


def work(ready, results):
    answer = 6 * 7
    ready.set()
    results["answer"] = answer


def main():
    ready, results = threading.Event(), {}
    worker = threading.Thread(target=work, args=(ready, results))
    worker.start()
    ready.wait()
    seen = dict(results)
    worker.join()
    return seen
