"""The examples of the statement: a student has these."""

import pytest
from reentrant_lock import Store


@pytest.fixture
def shelf():
    return {"screw": 10, "spring": 2}


@pytest.fixture
def store(shelf):
    return Store(lambda part: shelf[part], lambda part, number: shelf.update({part: number}))


def test_add_and_exchange(store, shelf):
    assert store.add("screw", 5) == 15, "there were 10"

    store.exchange("screw", "spring", 4)
    assert shelf == {"screw": 11, "spring": 6}, "4 of 15 screws became springs"


def test_exclusively(store, shelf):
    def all_springs_to_screws():
        number = store.count("spring")
        store.exchange("spring", "screw", number)
        return number

    assert store.exclusively(all_springs_to_screws) == 2, "what the action returned"
    assert shelf == {"screw": 12, "spring": 0}, "all springs became screws"
