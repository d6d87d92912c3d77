"""Workers take from a filled queue until there is nothing left.

Safe: `get_nowait` looks and takes in one step; who comes too late gets Empty and stops.
"""

import queue
import threading

EXPECTED = [1, 4, 9]


def work(tasks, results):
    while True:
        try:
            number = tasks.get_nowait()
        except queue.Empty:
            return
        results.append(number * number)


def main():
    tasks, results = queue.Queue(), []
    for number in (1, 2, 3):
        tasks.put(number)
    workers = [threading.Thread(target=work, args=(tasks, results)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sorted(results)
