"""What a line reads and writes, as far as its source tells: names, attributes and elements.

What is a function's own is left out. That explains; it decides nothing.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator, Mapping
from functools import lru_cache

from grader.judge.touch import READ, WRITE

Lines = Mapping[int, tuple[tuple[str, str], ...]]
"""Kind and place; the kind may be CHANGE or LOOK."""
CHANGE = "change"
"""Write a part of a thing: an element, or what a method of it changes."""
LOOK = "look"
"""Read an element by `get`, at which no task is ever stopped."""
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)
"""What reading and writing source raises that is none, or that is nested too deep."""
CHANGING = frozenset(
    "add append appendleft clear discard extend extendleft insert pop popitem popleft remove"
    " reverse setdefault sort update".split()
)
"""Methods of the built-in containers that change them."""


@lru_cache(maxsize=64)
def touched_by_lines(source: bytes) -> Lines:
    """Map line numbers to the kind and place of what the line touches; nothing of bad source."""
    found: dict[int, list[tuple[str, str]]] = {}
    try:
        for line, kind, place in _in_scope(ast.parse(source), frozenset()):
            if (kind, place) not in found.setdefault(line, []):
                found[line].append((kind, place))
    except UNREADABLE:
        return {}
    return {line: tuple(sorted(touched)) for line, touched in found.items()}


WAITING = frozenset("acquire join sleep start wait wait_for".split())
"""Methods and functions that wait, or begin something, and change nothing else."""
MAX_PLACES = 400


def changing_lines(files: Mapping[str, bytes]) -> tuple[tuple[str, int], ...]:
    """List the files and lines that change what tasks may share: an element, an attribute, a
    global, or whatever a call that stands alone changes.
    """
    found = [(name, line) for name, source in files.items() for line in _changing(source)]
    return tuple(found[:MAX_PLACES])


@lru_cache(maxsize=64)
def _changing(source: bytes) -> tuple[int, ...]:
    try:
        tree = ast.parse(source)
    except UNREADABLE:
        return ()
    written = {
        line
        for line, touches in touched_by_lines(source).items()
        if any(kind in (WRITE, CHANGE) for kind, _place in touches)
    }
    calls = {
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
        if _last_name(node.value.func) not in WAITING
    }
    return tuple(sorted(written | calls))


def _last_name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


@lru_cache(maxsize=1024)
def owner_of(place: str) -> str:
    """Return how the source writes the object of which a place is an attribute or an element."""
    try:
        node = ast.parse(place, mode="eval").body
    except UNREADABLE:
        return ""
    return ast.unparse(node.value) if isinstance(node, ast.Attribute | ast.Subscript) else ""


def _in_scope(
    scope: ast.AST, own: frozenset[str], skipped: ast.AST | None = None
) -> Iterator[tuple[int, str, str]]:
    for node in ast.iter_child_nodes(scope):
        if node is skipped:
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _in_scope(node, _own_names(node))
        else:
            yield from _of_node(node, own)
            yield from _in_scope(node, own, _only_leads_on(node))


def _only_leads_on(node: ast.AST) -> ast.AST | None:
    """Return the name that a node only goes through, to an element or to a method that changes."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        return node.value
    if isinstance(node, ast.Attribute) and node.attr in CHANGING:
        return node.value
    return None


def _of_node(node: ast.AST, own: frozenset[str]) -> Iterator[tuple[int, str, str]]:
    changed = _changed_part(node)
    if isinstance(changed, ast.Attribute) or (
        isinstance(changed, ast.Name) and changed.id not in own
    ):
        yield changed.lineno, CHANGE, ast.unparse(changed)
    if isinstance(node, ast.AugAssign):
        target = node.target
        if not isinstance(target, ast.Name) or target.id not in own:
            yield target.lineno, READ, ast.unparse(target)
    if isinstance(node, ast.Call) and (element := _looked_up(node)):
        yield node.lineno, LOOK, element
    if isinstance(node, ast.Name):
        if node.id in own or node.id in _BUILTINS:
            return
    elif not isinstance(node, ast.Attribute | ast.Subscript):
        return
    kind = READ if isinstance(node.ctx, ast.Load) else WRITE
    yield node.lineno, kind, ast.unparse(node)


def _looked_up(call: ast.Call) -> str:
    """Return the element that a call of `get` reads, as the source would write it otherwise."""
    if not (isinstance(call.func, ast.Attribute) and call.func.attr == "get" and call.args):
        return ""
    return ast.unparse(ast.Subscript(value=call.func.value, slice=call.args[0], ctx=ast.Load()))


def _changed_part(node: ast.AST) -> ast.expr | None:
    """Return the thing of which a node changes a part."""
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return node.value
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(called, ast.Attribute) and called.attr in CHANGING:
        return called.value
    return None


_BUILTINS = frozenset(dir(builtins))


def _own_names(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> frozenset[str]:
    """Return the names that belong to a function alone."""
    given = function.args
    names = {arg.arg for arg in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
    names |= {arg.arg for arg in (given.vararg, given.kwarg) if arg is not None}
    elsewhere: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Global | ast.Nonlocal):
            elsewhere |= set(node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return frozenset(names - elsewhere)
