"""What an object that passes for plain data may say of itself, and what is not left to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_handed_over import judged

LIES = """
class Names(list):
    def __contains__(self, name):
        return True

    def count(self, name):
        return 1

    def index(self, name):
        return 0

class Text(str):
    __contains__ = startswith = endswith = lambda self, part: True

class Three(list):
    def __len__(self):
        return 3

class Odd(tuple):
    def __iter__(self):
        return iter([1])

class Some(set):
    issubset = issuperset = lambda self, others: True
    __bool__ = lambda self: False

def names():
    return Names()

def text():
    return Text("x")

def three():
    return Three([7])

def odd():
    return Odd()

def some():
    return Some([1])
"""
BELIEVED = [
    "'ann' in program.names()",
    "program.names().count('ann') == 1",
    "program.names().index('ann') == 0",
    "'ann' in program.text()",
    "program.text().startswith('ann')",
    "len(program.three()) == 3",
    "list(program.odd()) == [1]",
    "program.some().issuperset({2})",
    "not program.some()",
]
MEANT = """
from collections import namedtuple

class Ring(list):
    def __len__(self):
        return 100

    def __contains__(self, item):
        return item == "round"

    @classmethod
    def of(cls, *items):
        return cls(items)

    def turned(self):
        return Ring(self[1:] + self[:1])

class Headers(dict):
    def __contains__(self, name):
        return super().__contains__(name.lower())

class Plain(list):
    pass

Entry = namedtuple("Entry", "name count")

class Tree:
    def __contains__(self, item):
        return item == 3

def ring():
    return Ring([1, 2])

def headers():
    return Headers(host=1)

def plain():
    return Plain([1, [2]])

def entry():
    return Entry("x", 3)

def tree():
    return Tree()
"""
ANSWERED = [
    "len(program.Ring([1])) == 100",
    "'round' in program.Ring.of(1)",
    "len(program.Ring([1, 2]).turned()) == 100",
    "'HOST' in program.headers()",
    "[2] in program.plain() and len(program.plain()) == 2 and program.plain().index(1) == 0",
    "program.entry().count == 3 and [*program.entry()] == ['x', 3]",
    "3 in program.tree() and 4 not in program.tree()",
]


@pytest.mark.parametrize("claim", BELIEVED)
def test_what_passes_for_data_is_not_asked_what_is_in_it(claim: str, tmp_path: Path) -> None:
    test = f"import program\n\ndef test_it():\n    assert {claim}\n"
    case = judged(LIES, test, tmp_path)
    assert case.verdict in ("WA", "RTE"), case


def test_a_class_that_the_test_knows_answers_for_itself(tmp_path: Path) -> None:
    lines = "".join(f"    assert {claim}, {claim!r}\n" for claim in ANSWERED)
    case = judged(MEANT, f"import program\n\ndef test_it():\n{lines}", tmp_path)
    assert case.verdict == "AC", case


@pytest.mark.parametrize("claim", ANSWERED)
def test_so_it_does_in_a_case_of_its_own(claim: str, tmp_path: Path) -> None:
    case = judged(MEANT, f"import program\n\ndef test_it():\n    assert {claim}\n", tmp_path)
    assert case.verdict == "AC", case
