"""Nothing is lost in any order of the machines' steps, and what is read was true."""

import pytest
from shared_array import CoinBoard


@pytest.mark.points(2)
@pytest.mark.schedules(25, seconds=10)
@pytest.mark.hint(
    "The report shows an order of steps in which a bag is lost. Between reading a number and"
    " writing it no other machine may write."
)
def test_exact_in_every_order():
    bags = [[(0, 1)], [(0, 20)]]
    board = CoinBoard(1, 2, lambda machine: bags[machine].pop() if bags[machine] else None)
    board.join()

    amounts, total = board.read()
    assert amounts == [21], f"two machines have counted 1 and 20; the board shows {amounts}"
    assert total == 21, f"two machines have counted 1 and 20; the total is {total}"


@pytest.mark.points(3)
@pytest.mark.schedules(25, seconds=10)
@pytest.mark.hint(
    "The report shows an order of steps in which the director reads half of a change. Does whoever"
    " writes or reads the board hold one lock for all of it?"
)
def test_what_is_read_was_true_at_one_moment():
    bags = [(0, 1), (9, 20), (0, 300)]  # and who reads one place after the other comes past many
    moments = [(0, 0), (1, 0), (1, 20), (301, 20)]
    waiting = iter([*bags, None])
    board = CoinBoard(10, 1, lambda machine: next(waiting))

    for _ in range(2):
        amounts, total = board.read()
        assert sum(amounts) == total, (
            f"the board showed {amounts} and the total {total}: at no moment was that so"
        )
        first, last = amounts[0], amounts[-1]
        assert (first, last) in moments, (
            "the first sort was counted, then the last, and then the first again; the board showed"
            f" {first} of the first and {last} of the last: at no moment was that so"
        )
    board.join()
    assert board.read() == ([301, *[0] * 8, 20], 321), "three bags were counted"
