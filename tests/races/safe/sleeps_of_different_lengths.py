"""Workers sleep for different times; the results are sorted before anyone looks at them.

Safe: the sleeps decide only who comes first, and nobody asks for that.
"""

import threading
import time

EXPECTED = [1, 2, 3]


def work(number, results, lock):
    time.sleep(0.1 * (4 - number))
    with lock:
        results.append(number)


def main():
    results, lock = [], threading.Lock()
    workers = [threading.Thread(target=work, args=(n, results, lock)) for n in (1, 2, 3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(results)
