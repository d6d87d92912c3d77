import asyncio
import inspect
import io
import random
from dataclasses import asdict, fields
from unittest.mock import patch

import pytest
from descriptions import *  # noqa: F403
from descriptions import (
    Parcel,
    Point,
    Priced,
    Square,
    area_of,
    count,
    describe,
    later,
    load,
    title,
    total,
)


class Bread:
    def price(self):
        return 3

    def __str__(self):
        return "fresh"


def test_annotations():
    assert Parcel.__annotations__ == {"weight": int, "label": str}
    assert [field.name for field in fields(Parcel)] == ["weight", "label"]
    assert asdict(Parcel(3)) == {"weight": 3, "label": ""}


def test_patterns():
    match Parcel(3, "x"):
        case Parcel(weight, label="x"):
            assert weight == 3
        case _:
            pytest.fail("no parcel")
    match Point(1, 2):
        case (first, second):
            assert (first, second) == (1, 2)
        case _:
            pytest.fail("no pair")
    match Point(1, 2):
        case Point(x=0):
            pytest.fail("another point")
        case Point(first, y=2):
            assert first == 1


def test_kinds_of_functions():
    assert inspect.isgeneratorfunction(count)
    assert inspect.isasyncgenfunction(later)
    assert not inspect.isgeneratorfunction(load)
    assert not inspect.iscoroutinefunction(later)


def test_a_protocol_of_the_programs():
    assert isinstance(Bread(), Priced)
    assert not isinstance(3, Priced)
    assert not isinstance(Square(3), Priced)
    assert total([Bread(), Bread()]) == 6


def test_the_class_of_an_object_of_the_test():
    assert describe(Bread()) == "Bread: fresh"


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"gone\.txt") as caught:
        load(tmp_path / "gone.txt")
    assert caught.value.filename == str(tmp_path / "gone.txt")


def test_a_method_is_replaced_and_put_back(monkeypatch):
    with patch.object(Square, "area", return_value=100):
        assert area_of([Square(1), Square(2)]) == 200
    assert area_of([Square(1), Square(2)]) == 5
    monkeypatch.setattr(Square, "area", lambda self: -self.side)
    assert Square(4).area() == -4
    assert area_of([Square(1), Square(2)]) == -3
    monkeypatch.undo()
    assert Square(4).area() == 16
    assert "area" in Square.__dict__
    assert "side" not in Square.__dict__


def test_a_star_leaves_standard_modules_alone():
    random.seed(3)
    first = random.random()
    random.seed(3)
    assert random.random() == first
    assert isinstance(io.StringIO("x"), io.StringIO)
    assert title("good day") == "Good Day!"


def test_an_asynchronous_generator():
    async def everything():
        return [number async for number in later(3)]

    assert asyncio.run(everything()) == [0, 1, 2]
