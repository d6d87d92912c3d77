"""The main thread asks again and again whether the process is done.

Safe: it goes on only when the flag is up, and the number is written before that.
"""

import multiprocessing as mp
import time

EXPECTED = 42


def work(number, done):
    number.value = 42
    done.set()


def main():
    number, done = mp.Value("i", 0), mp.Event()
    worker = mp.Process(target=work, args=(number, done))
    worker.start()
    while not done.is_set():
        time.sleep(0.01)
    seen = number.value
    while worker.is_alive():
        worker.join(timeout=0.05)
    return seen
