"""When a line did what its source says: it reads as it begins, and writes when its calls are over.

A step is where a task stopped. What the line there writes comes later, after the steps of the
functions that it calls, and not at all if one of them raised something.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from grader.judge.runs import StepSeen


@dataclass(slots=True)
class Visit:
    """One time that a task carried out a line."""

    numbers: list[int]
    """The steps at the line itself."""
    done: int
    """After this step it had done all that the line does."""
    raised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What a source says of its lines."""

    functions: Mapping[int, int] = field(default_factory=dict)
    """The line at which the innermost function around a line begins; 0 stands for none."""
    called: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By which names a function can be called, by the line at which it begins."""
    names: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """What a line names."""
    handlers: frozenset[int] = frozenset()
    """Lines that are reached only when something was raised."""
    made: Mapping[int, str] = field(default_factory=dict)
    """What an object that is being made is called, by the lines that make it."""
    tested: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """By its line, the lines of the conditions without which a statement is not reached."""


@lru_cache(maxsize=64)
def outline(source: bytes) -> Outline:
    """Return what a source says of its lines; nothing of bad source."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return Outline()
    functions: dict[int, int] = {}
    called: dict[int, frozenset[str]] = {}
    made: dict[int, str] = {}
    for function, owner in _functions(tree, ""):
        called[function.lineno] = frozenset({function.name, owner} - {""})
        lines = range(function.lineno, (function.end_lineno or function.lineno) + 1)
        functions |= dict.fromkeys(lines, function.lineno)
        if owner and function.name == "__init__" and function.args.args:
            made |= dict.fromkeys(lines, function.args.args[0].arg)
    names: dict[int, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name | ast.Attribute):
            named = node.id if isinstance(node, ast.Name) else node.attr
            names.setdefault(node.lineno, set()).add(named)
    handlers = (node.lineno for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler))
    tested: dict[int, set[int]] = {}
    for body in _bodies(tree):
        for line, conditions in _under_conditions(body):
            tested.setdefault(line, set()).update(conditions)
    return Outline(
        functions=functions,
        called=called,
        names={line: frozenset(named) for line, named in names.items()},
        handlers=frozenset(handlers),
        made=made,
        tested={line: frozenset(conditions) for line, conditions in tested.items()},
    )


Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(scope: ast.AST, owner: str) -> Iterator[tuple[Function, str]]:
    """Yield functions and the classes they are methods of, the outer ones first."""
    for node in ast.iter_child_nodes(scope):
        if isinstance(node, Function):
            yield node, owner
            yield from _functions(node, "")
        elif isinstance(node, ast.ClassDef):
            yield from _functions(node, node.name)
        else:
            yield from _functions(node, owner)


def _bodies(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            body = getattr(node, name, None)
            if isinstance(body, list):
                yield body


def _under_conditions(body: list[ast.stmt]) -> Iterator[tuple[int, set[int]]]:
    """Yield lines and conditions that were looked at before: around them, or left at otherwise."""
    for number, statement in enumerate(body):
        if not isinstance(statement, ast.If | ast.While):
            continue
        conditions = _lines(statement.test)
        inner = [*statement.body, *statement.orelse]
        if isinstance(statement, ast.If) and isinstance(statement.body[-1], LEAVING):
            inner += body[number + 1 :]
        for line in set().union(*(_lines(each) for each in inner)):
            yield line, conditions


LEAVING = ast.Return | ast.Raise | ast.Continue | ast.Break


def _lines(node: ast.expr | ast.stmt) -> set[int]:
    return set(range(node.lineno, (node.end_lineno or node.lineno) + 1))


# -- visits ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Frame:
    """A function that a task is in, as far as its steps tell."""

    function: tuple[str, int]
    line: int
    visit: Visit


def visits(steps: Sequence[StepSeen], files: Mapping[str, bytes]) -> list[Visit]:
    """Return for each step the visit that it is a part of."""
    found: dict[int, Visit] = {}
    for task in {step.task for step in steps}:
        own = [(number, step) for number, step in enumerate(steps) if step.task == task]
        found |= _visits(own, files)
    return [found[number] for number in range(len(steps))]


def _visits(
    own: Sequence[tuple[int, StepSeen]], files: Mapping[str, bytes]
) -> Iterator[tuple[int, Visit]]:
    frames: list[_Frame] = []
    before = 0
    for number, step in own:
        known = outline(files.get(step.file, b""))
        function = step.file, known.functions.get(step.line, 0)
        _leave(frames, function, known, files, before)
        top = frames[-1] if frames else None
        if top is None or top.function != function:
            frames.append(_Frame(function, step.line, Visit([number], number)))
        elif top.line == step.line:
            top.visit.numbers.append(number)
        else:
            top.visit.done, top.visit.raised = before, step.line in known.handlers
            top.line, top.visit = step.line, Visit([number], number)
        frames[-1].visit.done = number
        yield number, frames[-1].visit
        before = number
    for frame in frames:
        frame.visit.done = before


def _leave(
    frames: list[_Frame],
    function: tuple[str, int],
    known: Outline,
    files: Mapping[str, bytes],
    before: int,
) -> None:
    """Drop the functions that a task has left when it comes to another one."""
    if any(frame.function == function for frame in frames):
        while frames[-1].function != function:
            frames.pop().visit.done = before
        return
    called = known.called.get(function[1], frozenset())
    while frames:
        top = frames[-1]
        if called & outline(files.get(top.function[0], b"")).names.get(top.line, frozenset()):
            return
        frames.pop()
