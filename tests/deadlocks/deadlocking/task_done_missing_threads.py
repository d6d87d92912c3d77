"""The same with threads and queue.Queue: a continue skips task_done.

Pattern: task_done missing
"""

import queue
import threading

jobs = queue.Queue()


def work():
    while True:
        if jobs.get() % 2:
            continue
        jobs.task_done()


def main():
    threading.Thread(target=work, daemon=True).start()
    for item in range(4):
        jobs.put(item)
    jobs.join()
