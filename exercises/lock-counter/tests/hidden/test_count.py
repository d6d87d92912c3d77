"""Each group is counted, whatever its size, and however many doors there are."""

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


@pytest.mark.points(2)
@pytest.mark.hint("Every door has its own number, and every worker goes to the counter once.")
def test_each_door_once(lab):
    counter = Counter()
    admit, store = lab.probe(lambda door: 10**door), lab.probe(counter.store)

    shown = count_visitors(6, admit, counter.load, store)

    assert sorted(call.args[0] for call in admit.calls) == list(range(6)), (
        "admit must be called once for each door, with the door's number"
    )
    assert store.count == 6, f"6 workers must each set the counter once; it was set {store.count}x"
    assert counter.number == 111_111, "each door adds a 1 at its own place in 111111"
    assert shown == 111_111, "what the counter shows must be returned"


@pytest.mark.hint("On a quiet day the museum stays closed.")
def test_no_doors(lab):
    admit = lab.probe(returns=1)

    assert count_visitors(0, admit, lambda: 77, lab.probe()) == 77, (
        "without doors the counter shows what it showed before"
    )
    assert admit.count == 0, "admit was called although there is no door"


@pytest.mark.hint("Nobody came through this door, or more people left than came.")
def test_any_number_can_be_added():
    counter = Counter(50)
    groups = [0, -7, 3, 0, -60]

    shown = count_visitors(5, lambda door: groups[door], counter.load, counter.store)

    assert shown == -14, "the counter showed 50, and the groups were 0, -7, 3, 0 and -60"
    assert counter.number == -14, "the counter must show what is returned"


@pytest.mark.points(3)
@pytest.mark.limits(wall_seconds=90, cpu_seconds=90)
@pytest.mark.hint("Forty doors need forty workers, all at once. How many have you started?")
def test_forty_doors(lab):
    counter = Counter()
    admit = lab.gate(returns=1)
    call = lab.start(count_visitors, 40, admit, counter.load, counter.store)

    lab.settle()
    assert admit.inside == 40, f"of 40 doors only {admit.inside} were admitting at the same time"
    admit.open()
    shown = call.result()
    assert counter.number == 40, f"40 people came in, but the counter shows {counter.number}"
    assert shown == 40, "what the counter shows must be returned"
