"""Each bag is on the board once, exactly, whatever is in it."""

import pytest
from shared_array import CoinBoard


def count(sorts, machines, bags):
    """Have `bags[machine]` counted by each machine; return what the board shows then."""
    waiting = [iter([*bags[machine], None]) for machine in range(machines)]
    board = CoinBoard(sorts, machines, lambda machine: next(waiting[machine]))
    board.join()
    return board.read()


@pytest.mark.points(2)
@pytest.mark.hint("A process that changes a list changes its own copy. Is your board shared?")
def test_all_bags_of_all_machines():
    bags = [[(sort, 10**sort) for sort in range(4)] * (machine + 1) for machine in range(3)]

    amounts, total = count(4, 3, bags)

    assert amounts == [6, 60, 600, 6000], "three machines have counted 6 bags of each of 4 sorts"
    assert total == 6666, "the total must be the sum of all amounts"


@pytest.mark.points(2)
@pytest.mark.hint(
    "Which numbers fit into a place of your board? The codes are in the table of the module array:"
    " of how many bytes, with a sign or without, whole or not."
)
@pytest.mark.parametrize(
    ("first", "second"), [(2**31, 2**31), (2**53, 1), (2**62, 2**62 - 1), (-1, -(2**62)), (0, -3)]
)
def test_exact_up_to_64_bits(first, second):
    amounts, total = count(2, 1, [[(1, first), (1, second)]])

    assert amounts == [0, first + second], "amounts of up to 64 bits, with a sign, must be exact"
    assert total == first + second, "the total has up to 64 bits and a sign, too"


@pytest.mark.points(2)
@pytest.mark.hint("Which sorts does the board have? Try the index -1 on a list of your own.")
def test_sorts_that_the_board_does_not_have():
    bags = [(0, 1), (3, 70), (-1, 500), (1, 2), (-3, 9), (100, 4), (2, 3)]

    amounts, total = count(3, 1, [bags])

    assert amounts == [1, 2, 3], (
        "bags of other sorts than 0, 1 and 2 must be put aside, and the next ones counted"
    )
    assert total == 6, "a bag that is put aside must not be in the total"


@pytest.mark.hint("A machine without a bag, or a board without machines, shows 0.")
@pytest.mark.parametrize("machines", [0, 2])
def test_nothing_to_count(machines):
    assert count(2, machines, [[], []]) == ([0, 0], 0), "nothing was counted"
