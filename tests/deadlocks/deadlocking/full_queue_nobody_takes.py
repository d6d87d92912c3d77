"""A bounded queue is filled before its consumer starts.

Pattern: full queue that nobody takes from
"""

import queue
import threading


def main():
    jobs = queue.Queue(maxsize=2)
    for item in range(3):
        jobs.put(item)
    threading.Thread(target=jobs.get).start()
