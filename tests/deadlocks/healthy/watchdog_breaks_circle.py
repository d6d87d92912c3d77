"""Two workers lock each other out, and a watchdog ends one of them: the program goes on."""

import multiprocessing as mp
import threading
import time


def transfer(first, second, ready):
    with first:
        ready.wait()
        with second:
            pass


def guard(worker):
    time.sleep(0.8)
    worker.terminate()


def main():
    left, right, ready = mp.Lock(), mp.Lock(), mp.Barrier(2)
    one = mp.Process(target=transfer, args=(left, right, ready))
    two = mp.Process(target=transfer, args=(right, left, ready))
    one.start()
    two.start()
    threading.Thread(target=guard, args=(one,)).start()
    one.join()
    two.terminate()
    two.join()
