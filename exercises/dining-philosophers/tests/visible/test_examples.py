"""The example of the statement, and a larger table: a student has these."""

from dining_philosophers import dine


def test_two_philosophers():
    diary = []

    dine(
        2,
        1,
        lambda philosopher: diary.append((philosopher, "thinks")),
        lambda philosopher, fork: diary.append((philosopher, "takes")),
        lambda philosopher: diary.append((philosopher, "eats")),
    )

    for philosopher in range(2):
        done = [what for who, what in diary if who == philosopher]
        assert done == ["thinks", "takes", "takes", "eats"], f"what philosopher {philosopher} did"


def test_five_philosophers_eat_three_times():
    meals = []

    dine(5, 3, lambda philosopher: None, lambda philosopher, fork: None, meals.append)

    assert sorted(meals) == sorted([0, 1, 2, 3, 4] * 3), "each of 5 philosophers eats 3 times"
