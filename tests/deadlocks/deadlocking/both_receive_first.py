"""Both ends of a pipe wait for the other to speak first.

Pattern: both sides receive first
"""

import multiprocessing as mp


def answer(end):
    end.send(end.recv() + 1)


def main():
    ours, theirs = mp.Pipe()
    child = mp.Process(target=answer, args=(theirs,))
    child.start()
    print(ours.recv())
    ours.send(1)
    child.join()
