"""Find the student's line behind a call, and the name that she gave to what the call makes."""

from __future__ import annotations

import ast
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Protocol

MAX_DEPTH = 12
MAX_SOURCE = 1 << 20
MAX_KEY = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """What a call is assigned to."""

    target: str
    is_element: bool
    """The call makes an element of it, as in a list comprehension."""
    key: str | None = None
    """The variable that has the element's key, in a dictionary comprehension."""


_folder = "\0"
"""Nobody's, until it is known which folder is the student's."""
_mine: dict[str, bool] = {}
_trees: dict[str, ast.Module | None] = {}
_names: dict[tuple[CodeType, int], _Name | None] = {}
_made_at: dict[tuple[CodeType, int], int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Where something was made, and what it was called there."""

    file: str
    line: int
    name: str | None


def set_folder(folder: str) -> None:
    """Say which folder has the student's files."""
    global _folder
    _folder = folder.rstrip("/") + "/"
    _mine.clear()


def is_students(code: CodeType) -> bool:
    """Tell whether code stands in one of the student's files."""
    name = code.co_filename
    known = _mine.get(name)
    if known is None:
        known = _mine[name] = name.startswith(_folder)
    return known


def short(file: str) -> str:
    """Return a file's name as the student knows it."""
    return file.removeprefix(_folder)


def students_frame(depth: int, limit: int = MAX_DEPTH) -> FrameType | None:
    """Return the student's innermost frame from `depth` callers up; None if none is near."""
    frame: FrameType | None = sys._getframe(depth + 1)
    for _ in range(limit):
        if frame is None or is_students(frame.f_code):
            return frame
        frame = frame.f_back
    return None


def making(frame: FrameType) -> Making:
    """Say what the call at which a frame stands is assigned to, as far as the source tells.

    The name of an element of a comprehension or a loop gets its number, or the key that it has in
    a dictionary: `forks[2]`, `locks['Anna']`.
    """
    file, line = frame.f_code.co_filename, frame.f_lineno
    key = (frame.f_code, frame.f_lasti)
    if key not in _names:
        _names[key] = _look_up(frame, file, line)
    name = _names[key]
    if name is None or not name.is_element:
        return Making(file=file, line=line, name=name.target if name else None)
    number = _made_at.get(key, 0)
    _made_at[key] = number + 1
    element = _value(frame, name.key) or str(number)
    return Making(file=file, line=line, name=f"{name.target}[{element}]")


def _value(frame: FrameType, variable: str | None) -> str | None:
    """Return how the source would write a variable's value, if it is plain and short."""
    value = frame.f_locals.get(variable) if variable else None
    is_short = (type(value) is str and len(value) <= MAX_KEY) or (
        type(value) is int and value.bit_length() <= MAX_KEY
    )
    return repr(value) if is_short else None


class Notes(Protocol):
    """Whatever takes notes: the journal."""

    def note(self, **facts: object) -> None:
        """Write a line about something that was made or started."""


def note_made(notes: Notes, kind: str, number: int, frame: FrameType, **sizes: int) -> None:
    """Note where an object is made, and what it is called there."""
    made = making(frame)
    facts: dict[str, object] = {"made": number, "kind": kind, "at": made.file, "line": made.line}
    if made.name:
        facts["name"] = made.name
    notes.note(**facts, **sizes)


def _look_up(frame: FrameType, file: str, line: int) -> _Name | None:
    """Return what a call is assigned to, and whether only as an element of it."""
    try:
        column = _column(frame)
        return None if column is None else _name(file, line, column)
    except (SyntaxError, ValueError, RecursionError, OSError):
        return None


def _column(frame: FrameType) -> int | None:
    for index, position in enumerate(frame.f_code.co_positions()):
        if index == frame.f_lasti // 2:
            return position[2]
    return None


def _tree(file: str) -> ast.Module | None:
    if file not in _trees:
        with open(file, "rb") as source:
            _trees[file] = ast.parse(source.read(MAX_SOURCE))
    return _trees[file]


def _name(file: str, line: int, column: int) -> _Name | None:
    tree = _tree(file)
    for node in _around(tree, line) if tree else ():
        for target, value in _pairs(node):
            if not isinstance(target, ast.Name | ast.Attribute | ast.Subscript):
                continue
            for call in ast.walk(value):
                if isinstance(call, ast.Call) and (call.lineno, call.col_offset) == (line, column):
                    return _Name(
                        target=ast.unparse(target),
                        is_element=not _is_whole(call, value),
                        key=_key(value),
                    )
    return None


def _around(tree: ast.Module, line: int) -> Iterator[ast.AST]:
    """Yield what stands on a line and what it stands in; most of a file is neither."""
    waiting: deque[ast.AST] = deque([tree])
    while waiting:
        node = waiting.popleft()
        yield node
        for child in ast.iter_child_nodes(node):
            first, last = getattr(child, "lineno", line), getattr(child, "end_lineno", line)
            if first <= line <= last:
                waiting.append(child)


def _is_whole(call: ast.Call, value: ast.expr) -> bool:
    """Tell whether a call's result is all of a value, and not an element of it."""
    return call is value or not any(
        isinstance(node, ast.ListComp | ast.List | ast.Tuple | ast.DictComp | ast.Dict)
        for node in ast.walk(value)
    )


def _key(value: ast.expr) -> str | None:
    if isinstance(value, ast.DictComp) and isinstance(value.key, ast.Name):
        return value.key.id
    return None


def _pairs(node: ast.AST) -> list[tuple[ast.expr, ast.expr]]:
    """List what is assigned to what, tuples taken apart."""
    if isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        return [(node.target, node.value)]
    if not isinstance(node, ast.Assign):
        return []
    target, value = node.targets[0], node.value
    if (
        isinstance(target, ast.Tuple | ast.List)
        and isinstance(value, ast.Tuple | ast.List)
        and len(target.elts) == len(value.elts)
    ):
        return list(zip(target.elts, value.elts, strict=True))
    return [(target, value)]
