"""Workers take from a queue as long as it isn't empty.

Race: another worker takes the last item between `empty()` and `get()`, which then waits for ever.
Needs: primitives
Ends as: DL
"""

import queue
import threading

EXPECTED = [1, 4, 9]


def work(tasks, results):
    while not tasks.empty():
        number = tasks.get()
        results.put(number * number)


def main():
    tasks, results = queue.Queue(), queue.Queue()
    for number in (1, 2, 3):
        tasks.put(number)
    workers = [threading.Thread(target=work, args=(tasks, results)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(results.get() for _ in range(3))
