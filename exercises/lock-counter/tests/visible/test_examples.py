"""The examples of the statement: a student has these."""

from lock_counter import count_visitors


class Counter:
    """The counter in the hall."""

    def __init__(self, number):
        self.number = number

    def load(self):
        return self.number

    def store(self, number):
        self.number = number


def test_one_door():
    counter = Counter(0)

    assert count_visitors(1, lambda door: 5, counter.load, counter.store) == 5, "five came in"
    assert counter.number == 5, "the counter must show what came in"


def test_three_doors():
    counter = Counter(1000)

    shown = count_visitors(3, lambda door: door + 1, counter.load, counter.store)

    assert shown == 1006, "1 + 2 + 3 people came, and 1000 were there before"
    assert counter.number == 1006, "the counter must show what came in"
