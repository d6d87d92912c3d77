"""Workers say `task_done` when they have taken a task, not when they have finished it.

Race: `join` returns while the last task is still being worked on.
Needs: primitives
Ends as: WA
"""

import queue
import threading

EXPECTED = [1, 4]


def work(tasks, results):
    while True:
        number = tasks.get()
        tasks.task_done()
        results.append(number * number)


def main():
    tasks, results = queue.Queue(), []
    threading.Thread(target=work, args=(tasks, results), daemon=True).start()
    for number in (1, 2):
        tasks.put(number)
    tasks.join()
    return list(results)
