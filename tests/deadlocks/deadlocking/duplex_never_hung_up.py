"""The asking side of a duplex pipe waits for the other process without having hung up.

Pattern: other end of the pipe left open
"""

import multiprocessing as mp


def answer(theirs):
    try:
        while True:
            theirs.send(theirs.recv() + 1)
    except EOFError:
        pass


def main():
    ours, theirs = mp.Pipe()
    child = mp.Process(target=answer, args=(theirs,))
    child.start()
    theirs.close()
    ours.send(1)
    print(ours.recv())
    child.join()
    ours.close()
