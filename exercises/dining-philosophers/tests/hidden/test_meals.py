"""Everybody thinks, takes his two forks and eats, in turn."""

import pytest
from dining_philosophers import dine


class Diary:
    """Note what each philosopher does."""

    def __init__(self, philosophers):
        self.entries = {philosopher: [] for philosopher in range(philosophers)}

    def think(self, philosopher):
        self.entries[philosopher].append("thinks")

    def take(self, philosopher, fork):
        self.entries[philosopher].append(fork)

    def eat(self, philosopher):
        self.entries[philosopher].append("eats")


@pytest.mark.hint(
    "Philosopher i has fork i and the next one; the last one's next fork is fork 0. Think, take"
    " both forks, eat: in this order, every time."
)
@pytest.mark.parametrize(("philosophers", "meals"), [(2, 2), (5, 3)])
def test_each_meal(philosophers, meals):
    diary = Diary(philosophers)

    dine(philosophers, meals, diary.think, diary.take, diary.eat)

    for philosopher, entries in diary.entries.items():
        own = {philosopher, (philosopher + 1) % philosophers}
        assert len(entries) == 4 * meals, (
            f"{meals} meals are {4 * meals} calls: think, take, take and eat for each;"
            f" philosopher {philosopher} made {len(entries)}"
        )
        for start in range(0, len(entries), 4):
            think, *forks, eat = entries[start : start + 4]
            assert (think, eat) == ("thinks", "eats"), (
                f"philosopher {philosopher} must think first and eat last for each meal"
            )
            assert set(forks) == own, (
                f"of {philosophers} philosophers number {philosopher} has the forks {sorted(own)}"
            )


@pytest.mark.hint("An evening without a meal is short.")
def test_no_meals():
    diary = Diary(3)

    dine(3, 0, diary.think, diary.take, diary.eat)

    assert not any(diary.entries.values()), "without meals there is nothing to do for anybody"
