"""The example of the statement: a student has it."""

from shared_array import CoinBoard


def test_two_machines():
    bags = {0: iter([(0, 50), (1, 7), None]), 1: iter([(0, 20), None])}

    board = CoinBoard(2, 2, lambda machine: next(bags[machine]))
    board.join()

    assert board.read() == ([70, 7], 77), "50 + 20 of the first sort, 7 of the second"
