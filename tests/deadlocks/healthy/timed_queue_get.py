"""A consumer polls an empty queue with a time limit."""

import queue
import threading
import time


def consume(jobs):
    while True:
        try:
            if jobs.get(timeout=0.2) is None:
                return
        except queue.Empty:
            continue


def main():
    jobs = queue.Queue()
    consumer = threading.Thread(target=consume, args=(jobs,))
    consumer.start()
    time.sleep(0.7)
    jobs.put(None)
    consumer.join()
