"""Both ends of a pipe send more than it holds before either receives.

Pattern: both sides send first
"""

import multiprocessing as mp


def talk(end):
    end.send_bytes(b"x" * 4_000_000)
    end.recv_bytes()


def main():
    ours, theirs = mp.Pipe()
    child = mp.Process(target=talk, args=(theirs,))
    child.start()
    talk(ours)
    child.join()
