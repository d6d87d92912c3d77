"""A worker stores its result and then says that it is there.

Safe: who has waited for the event finds the result, also without a join.
"""

import threading

EXPECTED = {"answer": 42}


def work(ready, results):
    results["answer"] = 6 * 7
    ready.set()


def main():
    ready, results = threading.Event(), {}
    worker = threading.Thread(target=work, args=(ready, results))
    worker.start()
    ready.wait()
    seen = dict(results)
    worker.join()
    return seen
