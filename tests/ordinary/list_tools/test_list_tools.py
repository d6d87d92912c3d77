import pytest
from list_tools import *
import list_tools as lt


def test_reverse_in_place():
    items = [1, 2, 3]
    result = reverse(items)
    assert result is None
    assert items == [3, 2, 1]


def test_append_all_returns_the_same_list():
    items = [1]
    assert append_all(items, [2, 3]) is items
    assert items == [1, 2, 3]


def test_copy_is_another_list():
    items = [[1], [2]]
    copied = deep_copy(items)
    assert copied == items
    assert copied is not items
    assert copied[0] is not items[0]
    copied[0].append(9)
    assert items == [[1], [2]]


def test_no_shared_default():
    assert collect(1) == [1]
    assert collect(2) == [2]
    assert collect(3, [0]) == [0, 3]


def test_dedupe_keeps_order():
    assert dedupe([3, 1, 3, 2, 1]) == [3, 1, 2]


def test_dedupe_does_not_change_its_argument():
    items = [1, 1]
    dedupe(items)
    assert items == [1, 1]


def test_grid_in_place():
    grid = [[1, 2], [3, 4]]
    row = grid[0]
    transpose(grid)
    assert grid == [[1, 3], [2, 4]]
    assert grid[0] is row
    assert row == [1, 3]


def test_aliased_rows():
    row = [0, 0]
    grid = [row, row]
    lt.set_cell(grid, 0, 1, 5)
    assert grid == [[0, 5], [0, 5]]
    assert row == [0, 5]


def test_pop_until_empty():
    stack = list(range(5))
    seen = []
    while stack:
        seen.append(lt.take_last(stack))
    assert seen == [4, 3, 2, 1, 0]
    with pytest.raises(IndexError, match="empty"):
        lt.take_last(stack)


def test_counts_update_dict():
    counts = {"a": 1}
    add_counts(counts, "abca")
    assert counts == {"a": 3, "b": 1, "c": 1}
    assert list(counts) == ["a", "b", "c"]


def test_discard_from_set():
    numbers = {1, 2, 3, 4}
    drop_even(numbers)
    assert numbers == {1, 3}


def test_slice_assignment():
    items = [5, 4, 3]
    alias = items
    sort_in_place(items)
    assert alias == [3, 4, 5]


def test_bytearray():
    data = bytearray(b"abc")
    upper(data)
    assert data == bytearray(b"ABC")
