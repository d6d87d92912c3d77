"""Whatever the order of the threads' steps: nothing is half done, and nothing is lost."""

import pytest
from reentrant_lock import Store


@pytest.mark.points(2)
@pytest.mark.schedules(60)
@pytest.mark.hint(
    "The report shows an order of steps in which somebody gets in between two steps that belong"
    " together. From where to where is the door locked?"
)
def test_parts_are_exchanged_in_one_step_in_any_order(lab):
    parts = lab.shared({"screw": 10, "spring": 10}, name="the list")
    store = Store(lambda part: parts[part], parts.__setitem__)

    exchanges = [lab.start(store.exchange, "screw", "spring", 7) for _ in range(2)]
    look = lab.start(store.exclusively, lambda: [store.count("screw"), store.count("spring")])
    errors = [call.exception() for call in exchanges]
    for error in errors:
        if error is not None and not isinstance(error, ValueError):
            raise error

    seen = look.result()
    assert sum(seen) == 20, (
        f"there are 20 parts, whatever was exchanged, but somebody saw {seen[0]} screws and"
        f" {seen[1]} springs"
    )
    assert errors.count(None) == 1, (
        f"there are screws for one exchange of 7, but {errors.count(None)} of 2 were made"
    )
    assert dict(parts) == {"screw": 3, "spring": 17}, "7 screws became springs"
