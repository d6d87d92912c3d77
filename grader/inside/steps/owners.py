"""Which objects a line works on: so that the attributes of one are told from those of another.

Objects get numbers as they are met, and nothing of theirs is run. Of an element it is told which
one it is, where a variable says that.
"""

from __future__ import annotations

import ast
import itertools
import types
import weakref
from collections import deque
from collections.abc import Iterator
from types import FrameType
from typing import Any

from .tasks import MAX_INDEX, MAX_NAME, MAX_OWNERS, Owners

MAX_SOURCE = 1 << 20
PLAIN = (
    type(None), bool, int, float, complex, str, bytes, tuple, type, types.ModuleType,
    types.FunctionType, types.BuiltinFunctionType,
)  # fmt: skip
"""Nobody changes these, or they are told by their names."""

KEPT = (list, dict, set, bytearray, deque)
"""These are kept alive, as there are no weak references to all of them: the next one made must not
have the number of one that is gone."""

Chain = tuple[str, ...]
"""A name, and the attributes that lead on from it."""

_lines: dict[str, dict[int, set[tuple[str, Chain, bool]]]] = {}
"""By file and line: how the source writes it, what leads to it, and whether it is an index."""
_numbers: dict[int, tuple[int, object]] = {}
"""By its address, an object's number, and what tells whether it still is that object."""
_fresh = itertools.count(1)
_MISSING = object()


def of(frame: FrameType) -> Owners:
    """Return the number of each object whose attributes or elements a frame's line may touch.

    Of an element that a variable chooses, return which one: `{"row": 1, "row[i]": "2"}`.
    """
    file = frame.f_code.co_filename
    if file not in _lines:
        _lines[file] = dict(_chains(file))
    found: Owners = {}
    for name, chain, is_index in sorted(_lines[file].get(frame.f_lineno, ())):
        thing = _follow(frame, chain)
        if thing is _MISSING or len(name) > MAX_NAME:
            continue
        if is_index:
            if type(thing) in (int, str) and len(told := repr(thing)) <= MAX_INDEX:
                found[name] = told
        elif not issubclass(type(thing), PLAIN):  # `isinstance` might run code of the student's.
            found[name] = _number(thing)
        if len(found) == MAX_OWNERS:
            break
    return found


def _number(thing: object) -> int:
    number, known = _numbers.get(id(thing), (0, None))
    if number and (not isinstance(known, weakref.ref) or known() is thing):
        return number
    number = next(_fresh)
    _numbers[id(thing)] = number, thing if type(thing) in KEPT else _reference(thing)
    return number


def _reference(thing: object) -> object:
    try:
        return weakref.ref(thing)
    except TypeError:
        return None


def _chains(file: str) -> Iterator[tuple[int, set[tuple[str, Chain, bool]]]]:
    try:
        with open(file, "rb") as source:
            tree = ast.parse(source.read(MAX_SOURCE))
    except (OSError, SyntaxError, ValueError, RecursionError):
        return
    found: dict[int, set[tuple[str, Chain, bool]]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Subscript) and (chain := _chain(node.value)):
            found.setdefault(node.lineno, set()).add((".".join(chain), chain, False))
        element = _element(node)
        if element is not None and (chain := _chain(element.slice)):
            found.setdefault(element.lineno, set()).add((ast.unparse(element), chain, True))
    yield from found.items()


def _element(node: ast.AST) -> ast.Subscript | None:
    """Return the element that a node is, or looks up by `get`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        found = ast.Subscript(value=node.func.value, slice=node.args[0], ctx=ast.Load())
        return ast.copy_location(found, node) if node.func.attr == "get" else None
    return node if isinstance(node, ast.Subscript) else None


def _chain(node: ast.expr) -> Chain:
    if isinstance(node, ast.Name):
        return (node.id,)
    before = _chain(node.value) if isinstance(node, ast.Attribute) else ()
    return (*before, node.attr) if before and isinstance(node, ast.Attribute) else ()


def _follow(frame: FrameType, chain: Chain) -> Any:
    name, *attributes = chain
    thing = frame.f_locals.get(name, frame.f_globals.get(name, _MISSING))
    for attribute in attributes:
        try:
            thing = object.__getattribute__(thing, "__dict__").get(attribute, _MISSING)
        except Exception:
            return _MISSING
    return thing
