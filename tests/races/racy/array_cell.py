"""Pollsters in two processes raise the cell of a shared Array.

Race: `votes[choice]` is read, and written in the next line; both may have read the same number.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = [0, 2, 1]


def ask(votes, choices):
    for choice in choices:
        so_far = votes[choice]
        votes[choice] = so_far + 1


def main():
    votes = mp.Array("i", 3)
    pollsters = [mp.Process(target=ask, args=(votes, choices)) for choices in ((1, 2), (1,))]
    for pollster in pollsters:
        pollster.start()
    for pollster in pollsters:
        pollster.join()
    return list(votes)
