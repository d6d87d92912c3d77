"""The counter is exact in every order of the workers' steps."""

import pytest
from lock_counter import count_visitors


@pytest.mark.points(3)
@pytest.mark.schedules(60)
@pytest.mark.hint(
    "The report shows an order of steps in which it goes wrong."
    " Is it one lock for all workers, made before the first of them starts?"
)
def test_exact_in_every_order(lab):
    counter = lab.shared(50, name="the counter")

    def store(number):
        counter.value = number

    shown = count_visitors(3, lambda door: 1, lambda: counter.value, store)

    assert counter.value == 53, (
        f"the counter showed 50 and 3 people came in, but now it shows {counter.value}"
    )
    assert shown == 53, "what the counter shows must be returned"
