import os
import random
from unittest.mock import mock_open, patch

import standard_patches as sp


def test_random(monkeypatch):
    monkeypatch.setattr(random, "randint", lambda a, b: 4)
    assert sp.roll() == 4


def test_patch_through_the_module():
    with patch("standard_patches.random.randint", return_value=2):
        assert sp.roll() == 2


def test_sleep():
    with patch("time.sleep") as fake:
        sp.wait(1000)
    fake.assert_called_once_with(1000)


def test_environment(monkeypatch):
    monkeypatch.setenv("COLOUR", "red")
    assert sp.colour() == "red"
    monkeypatch.delenv("COLOUR")
    assert sp.colour() == "none"
    assert "COLOUR" not in os.environ


def test_open():
    with patch("builtins.open", mock_open(read_data="hi\n")):
        assert sp.first_line("nowhere.txt") == "hi"


def test_seed_of_the_test():
    random.seed(1)
    first = sp.roll()
    random.seed(1)
    assert sp.roll() == first == random.Random(1).randint(1, 6)
