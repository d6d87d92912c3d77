import random
from collections import Counter

import pytest

import dice


def test_range():
    for _ in range(200):
        assert 1 <= dice.roll() <= 6


def test_every_face_turns_up():
    rng = random.Random(42)
    faces = Counter(dice.roll(rng=rng) for _ in range(300))
    assert set(faces) == {1, 2, 3, 4, 5, 6}


def test_seed_makes_it_repeatable():
    assert dice.roll_many(10, seed=7) == dice.roll_many(10, seed=7)
    assert dice.roll_many(10, seed=7) != dice.roll_many(10, seed=8)


def test_other_sides():
    assert max(dice.roll(sides=20) for _ in range(400)) > 6


def test_injected_generator_of_numbers():
    class Fixed:
        def __init__(self, *values):
            self.values = list(values)

        def randint(self, low, high):
            assert (low, high) == (1, 6)
            return self.values.pop(0)

    fixed = Fixed(6, 6, 1)
    assert dice.roll(rng=fixed) == 6
    assert dice.is_double(rng=fixed) is False
    assert fixed.values == []


@pytest.mark.parametrize(
    "text, low, high", [("2d6", 2, 12), ("1d4+3", 4, 7), ("3d1-1", 2, 2), ("d8", 1, 8)]
)
def test_notation(text, low, high):
    values = {dice.roll_text(text) for _ in range(50)}
    assert low <= min(values) <= max(values) <= high


@pytest.mark.parametrize("text", ["", "2x6", "0d6", "2d0", "d"])
def test_bad_notation(text):
    with pytest.raises(dice.NotationError) as e:
        dice.roll_text(text)
    assert e.value.text == text
