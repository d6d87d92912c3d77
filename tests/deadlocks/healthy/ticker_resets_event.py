"""A ticker wakes all workers every now and then; between two ticks all of them are blocked."""

import threading
import time

tick = threading.Condition()
done = []


def work():
    for _ in range(3):
        with tick:
            tick.wait()
    done.append(1)


def main():
    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    while len(done) < 3:
        time.sleep(0.15)
        with tick:
            tick.notify_all()
    for worker in workers:
        worker.join()
