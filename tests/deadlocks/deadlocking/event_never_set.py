"""The workers wait for a start signal that never comes.

Pattern: Event never set
"""

import multiprocessing as mp


def work(start_signal):
    start_signal.wait()


def main():
    start_signal = mp.Event()
    workers = [mp.Process(target=work, args=(start_signal,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
