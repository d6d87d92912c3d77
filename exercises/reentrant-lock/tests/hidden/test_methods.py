"""One thread: what each method does, alone and inside others."""

import pytest
from reentrant_lock import Store


class Shelf:
    """The list of the store."""

    def __init__(self, **parts):
        self.parts = parts

    def load(self, part):
        return self.parts[part]

    def store(self, part, number):
        self.parts[part] = number


@pytest.fixture
def shelf():
    return Shelf(screw=10, spring=2)


@pytest.fixture
def store(shelf):
    return Store(shelf.load, shelf.store)


@pytest.mark.hint("Adding returns the new number; what is taken away must be there.")
def test_add(store, shelf):
    assert store.count("screw") == 10, "the list shows 10 screws"
    assert store.add("screw", 3) == 13, "10 and 3 more"
    assert store.add("screw", -13) == 0, "all 13 were taken away"
    with pytest.raises(ValueError):
        store.add("spring", -3)
    assert shelf.parts == {"screw": 0, "spring": 2}, "only 2 springs: nothing may have changed"


@pytest.mark.hint("exchange is two steps, and both of them want to use the store.")
def test_exchange(store, shelf):
    store.exchange("screw", "spring", 10)
    assert shelf.parts == {"screw": 0, "spring": 12}, "all screws became springs"
    with pytest.raises(ValueError):
        store.exchange("spring", "screw", 13)
    assert shelf.parts == {"screw": 0, "spring": 12}, "too few springs: nothing may have changed"


@pytest.mark.points(2)
@pytest.mark.hint("The thread that runs the action is inside already: it must be let in again.")
def test_methods_inside_an_action(store, shelf):
    def action():
        assert store.add("screw", 1) == 11, "10 and 1 more"
        store.exchange("screw", "spring", 5)
        return store.count("spring")

    assert store.exclusively(action) == 7, "what the action returned: 2 springs and 5 more"
    assert shelf.parts == {"screw": 6, "spring": 7}, "one screw more, then 5 became springs"


@pytest.mark.points(2)
@pytest.mark.hint("In, and in again, and once more: how many times out?")
def test_actions_inside_actions(store, shelf):
    def deeper(depth):
        if depth:
            return store.exclusively(lambda: deeper(depth - 1)) + store.add("screw", 1)
        return store.count("screw")

    assert store.exclusively(lambda: deeper(3)) == 10 + 11 + 12 + 13, (
        "the number of screws at each depth, on the way out"
    )
    assert shelf.parts["screw"] == 13, "a screw was added at each of 3 depths"
