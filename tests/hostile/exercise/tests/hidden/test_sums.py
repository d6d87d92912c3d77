import random

import pytest
from small_jobs import add_all


def test_sum_of_many():
    numbers = [random.randrange(-1000, 1000) for _ in range(50)]
    total = sum(numbers)
    assert add_all(numbers) == total
    assert type(add_all(numbers)) is int


def test_argument_is_left_alone():
    numbers = [3, 1, 2]
    assert add_all(numbers) == 6
    assert numbers == [3, 1, 2]


def test_text_is_refused():
    assert add_all([4, 5]) == 9
    with pytest.raises(TypeError, match="not a number"):
        add_all([1, "2"])
