"""What of the test's own process is told to the program, and what never is."""

from __future__ import annotations

import logging
import os
import random
import subprocess
import time
from unittest.mock import Mock, mock_open, patch

import pytest

from grader.judge.surroundings import Surroundings


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Surroundings:
    monkeypatch.setattr(random, "seed", random.seed)  # Both are replaced for good.
    monkeypatch.setattr(random, "setstate", random.setstate)
    return Surroundings()


def test_nothing_is_told_of_what_is_as_it_was(here: Surroundings) -> None:
    assert list(here.patches()) == []
    assert here.environment() == {}
    assert here.levels() == {}
    assert here.seeds == 0


def test_patches_are_told(here: Surroundings, monkeypatch: pytest.MonkeyPatch) -> None:
    def sleep(seconds: float) -> None:
        pass

    monkeypatch.setattr(time, "sleep", sleep)
    with patch("builtins.print") as fake:
        assert list(here.patches()) == [("time", "sleep", sleep), ("builtins", "print", fake)]


@pytest.mark.parametrize(
    ("name", "stand_in", "told"),
    [
        ("subprocess.run", Mock(return_value=0), True),
        ("subprocess.run", Mock(side_effect=[1, 2]), True),
        ("subprocess.run", Mock(wraps=subprocess.run), False),
        ("subprocess.run", Mock(side_effect=subprocess.run), False),
        ("os.system", lambda command: 0, False),
        ("os.path.exists", Mock(wraps=os.path.exists), False),
        ("builtins.open", mock_open(read_data="x"), True),
        ("builtins.open", Mock(wraps=open), False),
        ("os.linesep", "\r\n", True),
    ],
)
def test_nothing_that_reaches_out_of_here_is_handed_over(
    here: Surroundings, name: str, stand_in: object, told: bool
) -> None:
    with patch(name, stand_in):
        assert [value for *_, value in here.patches()] == ([stand_in] if told else [])


def test_variables_are_told_but_not_the_name_of_the_test(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLOUR", "red")
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "test_secret")
    assert here.environment() == {"COLOUR": "red"}


def test_levels_and_seeds_are_told(here: Surroundings, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="surroundings.test")
    random.seed(3)
    assert here.levels() == {"surroundings.test": logging.DEBUG}
    assert here.seeds == 1
