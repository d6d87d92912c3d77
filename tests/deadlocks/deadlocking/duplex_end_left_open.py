"""The answering side of a duplex pipe waits for its end, but holds the asking end open itself.

Pattern: other end of the pipe left open
"""

import multiprocessing as mp


def answer(ours, theirs):
    try:
        while True:
            theirs.send(theirs.recv() + 1)
    except EOFError:
        pass


def main():
    ours, theirs = mp.Pipe()
    child = mp.Process(target=answer, args=(ours, theirs))
    child.start()
    theirs.close()
    ours.send(1)
    print(ours.recv())
    ours.close()
    child.join()
