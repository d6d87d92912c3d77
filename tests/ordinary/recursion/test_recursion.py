import sys

import pytest

from recursion import flatten, hanoi, permutations, power_set, runaway, sum_digits, walk


def test_hanoi():
    assert hanoi(2, "A", "C", "B") == [("A", "B"), ("A", "C"), ("B", "C")]
    assert len(hanoi(8, 1, 3, 2)) == 2**8 - 1


def test_permutations():
    assert sorted(permutations("abc")) == ["abc", "acb", "bac", "bca", "cab", "cba"]
    assert permutations("") == [""]


def test_power_set():
    result = power_set([1, 2, 3])
    assert len(result) == 8
    assert set(map(frozenset, result)) == {
        frozenset(s) for s in ([], [1], [2], [3], [1, 2], [1, 3], [2, 3], [1, 2, 3])
    }


def test_deep_nesting():
    nested = []
    for _ in range(30):
        nested = [1, nested]
    assert flatten(nested) == [1] * 30


def test_runaway():
    with pytest.raises(RecursionError):
        runaway(1)


def test_still_alive_after_a_recursion_error():
    try:
        runaway(1)
    except RecursionError as error:
        assert "maximum recursion depth" in str(error)
    assert sum_digits(12345) == 15


def test_nearly_deep_enough():
    assert sum_digits(int("1" * 300)) == 300
    assert sys.getrecursionlimit() >= 300


def test_walk_a_tree_of_dicts():
    tree = {"a": {"b": {}, "c": {"d": {}}}}
    assert walk(tree) == ["a", "a/b", "a/c", "a/c/d"]


def test_mutual_recursion_with_the_test():
    depths = []

    def visit(n, again):
        depths.append(n)
        return n if n == 0 else again(n - 1, visit) + 1

    from recursion import bounce

    assert bounce(6, visit) == 6
    assert depths == [6, 5, 4, 3, 2, 1, 0]
