import io
import random
from collections import namedtuple
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

Point = namedtuple("Point", "x y")


@runtime_checkable
class Priced(Protocol):
    def cost(self): ...


@dataclass
class Parcel:
    weight: int
    label: object = ""


class Square:
    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2


def count(limit):
    return iter(range(limit))


async def later(limit):
    for number in range(limit):
        yield number


def total(things):
    return sum(thing.price() for thing in things)


def describe(thing):
    return f"{type(thing).__name__}: {thing}"


def load(path):
    with open(path) as file:
        return file.read()


def area_of(squares):
    return sum(square.area() for square in squares)


def title(text):
    return io.StringIO(text.title()).read() + random.choice("!")
