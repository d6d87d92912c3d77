"""Two tasks with opposite lock order that give up after a while and try again."""

import multiprocessing as mp
import time


def transfer(first, second):
    while True:
        with first:
            time.sleep(0.05)
            if second.acquire(timeout=0.3):
                second.release()
                return
        time.sleep(0.01 * (mp.current_process().pid % 7))


def main():
    left, right = mp.Lock(), mp.Lock()
    workers = [mp.Process(target=transfer, args=pair) for pair in ((left, right), (right, left))]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
