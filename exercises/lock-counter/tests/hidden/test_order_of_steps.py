"""The steps fall as badly as they can."""

import pytest
from lock_counter import count_visitors


class Counter:
    """The counter in the hall."""

    def __init__(self, number=0):
        self.number = number

    def load(self):
        return self.number

    def store(self, number):
        self.number = number


@pytest.mark.points(3)
@pytest.mark.hint(
    "One worker has read the counter and is about to write. Whoever reads now reads an old number:"
    " is reading protected by the same lock as writing, and is it one lock for all workers?"
)
def test_nothing_is_lost_when_writing_takes_long(lab):
    counter = Counter()
    store = lab.gate(counter.store)
    call = lab.start(count_visitors, 4, lambda door: 1, counter.load, store)

    lab.settle()  # all have come as far as they can: somebody is about to write
    store.open()
    call.result()

    lost = 4 - counter.number
    assert lost == 0, f"4 people came in, but the counter shows {counter.number}: {lost} were lost"


@pytest.mark.points(3)
@pytest.mark.hint(
    "One worker is reading the counter. Nobody else may read it before that one has written."
)
def test_nothing_is_lost_when_reading_takes_long(lab):
    counter = Counter()
    load = lab.gate(counter.load)
    call = lab.start(count_visitors, 4, lambda door: 1, load, counter.store)

    lab.settle()
    assert load.inside == 1, (
        f"one worker at a time may read the counter, and one must, but {load.inside} were reading"
    )
    load.open()
    assert call.result() == 4, "4 people came in"


@pytest.mark.points(3)
@pytest.mark.hint("Letting people in takes long. What does it do under the lock?")
def test_all_doors_admit_at_the_same_time(lab):
    counter = Counter()
    admit = lab.gate(lambda door: 1)
    call = lab.start(count_visitors, 5, admit, counter.load, counter.store)

    lab.settle()
    assert admit.inside == 5, f"of 5 doors only {admit.inside} were admitting at the same time"
    admit.open()
    assert call.result() == 5, "5 people came in"


@pytest.mark.points(2)
@pytest.mark.hint("A worker that is slow at the counter keeps no door closed.")
def test_doors_admit_while_somebody_is_at_the_counter(lab):
    counter = Counter()
    admit, load = lab.probe(lambda door: 1), lab.gate(counter.load)
    call = lab.start(count_visitors, 5, admit, load, counter.store)

    lab.settle()
    assert admit.count == 5, (
        f"while one worker was at the counter, only {admit.count} of 5 doors have admitted"
    )
    load.open()
    assert call.result() == 5, "5 people came in"


@pytest.mark.points(2)
@pytest.mark.hint(
    "A group is on the counter as soon as it has come in, whichever door that was, and the museum"
    " closes after the last one."
)
def test_a_group_is_added_when_it_has_come_in(lab):
    counter = Counter()
    admit = lab.gate(returns=1)
    call = lab.start(
        count_visitors,
        3,
        lambda door: 1 if door == 2 else admit(door),  # the last one is the fastest
        counter.load,
        counter.store,
    )

    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "count_visitors returned although two doors were still admitting"
    assert counter.number == 1, (
        "the group at the last door has come in, those at the first two have not; the counter"
        f" shows {counter.number}"
    )

    admit.open()
    assert call.result() == 3, "3 people came in"
