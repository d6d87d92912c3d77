"""The example of the statement: a student has it."""

import pytest
from pool_apply_async import Kitchen


def test_soup_and_salad():
    kitchen = Kitchen(2)
    soup, salad = kitchen.order(len, "leek"), kitchen.order(int, "lettuce")

    assert kitchen.collect(soup) == 4, "a leek has four letters"
    with pytest.raises(ValueError, match="invalid literal"):
        kitchen.collect(salad)
    assert kitchen.is_burnt(salad), "the salad ended by an exception"
    assert not kitchen.is_burnt(soup), "the soup did not"
    kitchen.close()
