"""The examples of the statement: a student has these."""

from producer_consumer import run


def unload(bay):
    return [f"{bay}{number}" for number in range(3)]


def test_one_producer_and_one_consumer():
    results = run(["A"], 1, unload, lambda parcel: parcel.lower())

    assert sorted(results) == ["a0", "a1", "a2"], "every parcel must be sorted once"


def test_two_producers_and_four_consumers():
    results = run(["A", "B"], 4, unload, lambda parcel: parcel.lower())

    assert sorted(results) == ["a0", "a1", "a2", "b0", "b1", "b2"], (
        "every parcel of every bay must be sorted once"
    )
