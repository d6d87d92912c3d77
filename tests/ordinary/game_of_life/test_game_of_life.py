import game_of_life as life
import pytest

BLINKER = {(1, 0), (1, 1), (1, 2)}
GLIDER = """
.X.
..X
XXX
"""


def test_blinker_oscillates():
    after = life.step(BLINKER)
    assert after == {(0, 1), (1, 1), (2, 1)}
    assert life.step(after) == BLINKER
    assert BLINKER == {(1, 0), (1, 1), (1, 2)}


def test_result_is_a_set_of_tuples():
    after = life.step(BLINKER)
    assert isinstance(after, (set, frozenset))
    assert all(isinstance(cell, tuple) and len(cell) == 2 for cell in after)


@pytest.mark.parametrize("cells", [set(), {(0, 0)}, {(0, 0), (5, 5)}])
def test_dies(cells):
    assert life.step(cells) == set()


def test_parse_and_show():
    cells = life.parse(GLIDER)
    assert cells == {(0, 1), (1, 2), (2, 0), (2, 1), (2, 2)}
    assert life.show(cells) == GLIDER.strip()


def test_glider_moves():
    cells = start = life.parse(GLIDER)
    for _ in range(4):
        cells = life.step(cells)
    assert cells == {(r + 1, c + 1) for r, c in start}


def test_generations_is_endless():
    generations = life.generations(BLINKER)
    first, second, third, *_ = (next(generations) for _ in range(5))
    assert first == third == BLINKER
    assert second != first


def test_class_with_settings():
    class HighLife(life.Rules):
        born = {3, 6}

    assert life.Rules.born == {3}
    assert HighLife().lives(False, 6) is True
    assert life.Rules().lives(False, 6) is False
    assert HighLife().lives(True, 2) is True
