"""Processes write their share, and the first one adds them up before all have met.

Race: it reads the other share before that one is written; the barrier comes too late.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = 7


def work(me, shares, meet, total):
    shares[me] = me + 3
    if me == 0:
        total.value = sum(shares)
    meet.wait()


def main():
    shares, meet, total = mp.Array("i", 2), mp.Barrier(2), mp.Value("i", 0)
    workers = [mp.Process(target=work, args=(me, shares, meet, total)) for me in (1, 0)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return total.value
