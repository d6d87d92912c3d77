"""Recognise a task that asks again and again in place of waiting, by the student's source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from . import sources
from .tasks import Task
from .words import _

MAX_CALL = 60
NEAR_FRAMES = 3
"""How many of the student's innermost calls are searched for the loop."""
ASKS = frozenset(
    "empty full qsize get_nowait put_nowait is_alive is_set locked poll done ready running".split()
)
WAITS = frozenset("acquire get put join recv wait select result".split())
"""These ask only if they are told not to wait, or for how long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """A loop in which a task stands."""

    line: int
    asks: str | None
    """The call that asks; None where nothing does."""
    sleeps: bool
    is_conditional: bool
    """It goes on until something becomes true, as far as its head tells."""

    @property
    def phrase(self) -> str | None:
        """Say what the task does in it; None where it neither asks nor sleeps."""
        if self.asks and self.sleeps:
            return _("asks `{call}` again and again, and sleeps in between", call=self.asks)
        if self.asks:
            return _("asks `{call}` again and again", call=self.asks)
        return _("sleeps again and again") if self.sleeps else None


def loop_of(task: Task) -> Loop | None:
    """Return the innermost loop that asks or sleeps, in which a task stands."""
    for frame in task.stack[:NEAR_FRAMES]:
        for loop in _loops(frame.file, frame.line):
            found = _describe(loop)
            if found.phrase:
                return found
    return None


def _loops(file: str, line: int) -> list[ast.While | ast.For]:
    """List the loops around a line, the innermost first."""
    tree = sources.tree(file)
    around = [
        node
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.While | ast.For)
        and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return sorted(around, key=lambda node: -node.lineno)


def _describe(loop: ast.While | ast.For) -> Loop:
    calls = list(_calls(loop))
    asking = next((call for name, call in calls if _asks(name, call)), None)
    return Loop(
        line=loop.lineno,
        asks=ast.unparse(asking)[:MAX_CALL] if asking else None,
        sleeps=any(name == "sleep" for name, _ in calls),
        is_conditional=isinstance(loop, ast.While) and not isinstance(loop.test, ast.Constant),
    )


def _calls(loop: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(loop):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node


def _asks(name: str, call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    if name in ASKS:
        return True
    told = {keyword.arg for keyword in call.keywords} & {"timeout", "block", "blocking"}
    no_wait = any(isinstance(arg, ast.Constant) and arg.value is False for arg in call.args)
    return name in WAITS and (bool(told) or no_wait)
