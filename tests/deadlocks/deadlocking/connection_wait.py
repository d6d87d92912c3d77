"""multiprocessing.connection.wait on pipes of workers that wait for work themselves."""

import multiprocessing as mp
from multiprocessing.connection import wait


def work(end):
    while True:
        end.send(end.recv())


def main():
    pairs = [mp.Pipe() for _ in range(3)]
    for _, theirs in pairs:
        mp.Process(target=work, args=(theirs,), daemon=True).start()
    wait([ours for ours, _ in pairs])
