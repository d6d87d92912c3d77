"""Two processes pass a token through a pipe as fast as they can."""

import multiprocessing as mp
import time


def bounce(end):
    while (token := end.recv()) is not None:
        end.send(token + 1)


def main():
    ours, theirs = mp.Pipe()
    child = mp.Process(target=bounce, args=(theirs,))
    child.start()
    end = time.monotonic() + 1.0
    token = 0
    while time.monotonic() < end:
        ours.send(token)
        token = ours.recv()
    ours.send(None)
    child.join()
