"""Two processes send a number to and fro, each adding one.

Safe: there is one number, and it is with one of them at a time.
"""

import multiprocessing as mp

EXPECTED = 4


def partner(connection):
    for _ in range(2):
        connection.send(connection.recv() + 1)


def main():
    ours, theirs = mp.Pipe()
    process = mp.Process(target=partner, args=(theirs,))
    process.start()
    number = 0
    for _ in range(2):
        ours.send(number + 1)
        number = ours.recv()
    process.join()
    return number
