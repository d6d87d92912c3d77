"""Classes of the test that derive from classes of the student's.

Such a class is made in the program, where its base is: its methods there are calls of the test's
functions, its constructor and whatever it inherits are the student's. The test gets a mirror of it,
as of any class of the program. One that a test file defines while it is imported is made again in
each session, under the same name.
"""

from __future__ import annotations

import builtins
import contextlib
import itertools
import sys
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from grader.judge import asking, content, proxies

MODULE = "the_test"
"""Where the program finds them; `inside/subclasses.py` makes it."""
_LEFT_OUT = frozenset(
    "__module__ __qualname__ __classcell__ __annotations__ __firstlineno__ "
    "__static_attributes__".split()
)
_PARTS: dict[type, Callable[[Any], list[Any]]] = {
    property: lambda found: [found.fget, found.fset, found.fdel],
    staticmethod: lambda found: [found.__func__],
    classmethod: lambda found: [found.__func__],
}


@dataclass(frozen=True, slots=True)
class Definition:
    """What makes a class: its name and that of its place, its bases, what stands in it."""

    name: str
    key: str
    bases: tuple[type, ...]
    space: dict[str, tuple[str, Any]]
    options: dict[str, Any]

    def carry_out(self) -> Any:
        """Make the class in the program and return its mirror."""
        args = [self.name, self.key, list(self.bases), self.space]
        made = asking.ask(None, "define", args=args, kwargs=self.options)
        content.get_to_know(made)
        return made


_numbers = itertools.count(1)
_lasting: list[Definition] = []
_sealed: list[bool] = []


def define(name: str, bases: tuple[type, ...], space: dict[str, Any], /, **options: Any) -> Any:
    """Return the mirror of a class that a `class` statement of the test describes."""
    parts = {key: _apart(value) for key, value in space.items() if key not in _LEFT_OUT}
    definition = Definition(name, f"{name}_{next(_numbers)}", bases, parts, options)
    for function in _functions(parts):
        if "super" in function.__code__.co_names:
            function.__globals__.setdefault("super", super_of)
    for base in bases:
        if isinstance(base, proxies.Mirror):
            type.__setattr__(base, "__init__", _Unbound(base, "__init__"))
    made = definition.carry_out()
    if (cell := space.get("__classcell__")) is not None:
        cell.cell_contents = made
    if not _sealed:
        _lasting.append(definition)
    return made


def seal() -> None:
    """Take what is defined from now on as the running case's alone."""
    _sealed[:] = [True]


def repeat() -> None:
    """Make the classes of the test files in the current session, too."""
    for definition in _lasting:
        with contextlib.suppress(Exception):  # It is missed where it is used.
            definition.carry_out()


def _apart(value: Any) -> tuple[str, Any]:
    kind = type(value)
    return (kind.__name__, _PARTS[kind](value)) if kind in _PARTS else ("", value)


def _functions(parts: dict[str, tuple[str, Any]]) -> list[types.FunctionType]:
    found = [value if kind else [value] for kind, value in parts.values()]
    return [one for one in itertools.chain(*found) if isinstance(one, types.FunctionType)]


class _Unbound:
    """A method that a test calls by its class, where a mirror would only find `object`'s own."""

    def __init__(self, cls: Any, name: str) -> None:
        self._cls, self._name = cls, name

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        found = asking.in_program("builtins", "getattr", self._cls, self._name)
        return found if owner is None else types.MethodType(found, owner)


class _Above:
    """What `super()` gives where it stands above a class of the program."""

    def __init__(self, cls: Any, owner: Any) -> None:
        object.__setattr__(
            self, "_grader_super", asking.in_program("builtins", "super", cls, owner)
        )

    def __getattribute__(self, name: str) -> Any:
        above = object.__getattribute__(self, "_grader_super")
        return asking.in_program("builtins", "getattr", above, name)


def super_of(*given: Any) -> Any:
    """Stand in for `super` in a test file that derives from the student's classes."""
    if not given:
        frame = sys._getframe(1)
        names = frame.f_locals
        if "__class__" not in names or not frame.f_code.co_argcount:
            raise RuntimeError("super(): no arguments")
        given = names["__class__"], names[frame.f_code.co_varnames[0]]
    if isinstance(given[0], proxies.Mirror):
        return _Above(*given)
    return builtins.super(*given)
