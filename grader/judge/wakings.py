"""Who was woken from a wait, found that another task had been there first, and did not look again.

A condition's wait ends before the woken task has the lock, so what it was woken for may be gone by
then. Source: the documentation of `threading.Condition`; Lampson, Redell, "Experience with
Processes and Monitors in Mesa", CACM 1980.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from grader.judge.runs import StepSeen
from grader.words import _

NOTIFY, WAIT = frozenset({"notify", "notify_all"}), frozenset({"wait"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """The steps at which a task began to wait, another one came in, and the first one went on."""

    waited: int
    came: int
    went_on: int

    @property
    def steps(self) -> frozenset[int]:
        """Return all three."""
        return frozenset({self.waited, self.came, self.went_on})

    def sentence(self, steps: Sequence[StepSeen], names: Mapping[str, str]) -> str:
        """Say what happened, and what the program should do."""
        waited, came = steps[self.waited], steps[self.came]
        return _(
            "{task} waited (line {line}) and was woken, but before it went on {other} came in "
            "(line {other_line}), and {task} did not look again: what is waited for is asked in "
            "a `while`, not in an `if`.",
            task=names.get(waited.task, waited.task),
            line=waited.line,
            other=names.get(came.task, came.task),
            other_line=came.line,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waits:
    """Where a source waits for a condition after it has looked once."""

    once: Mapping[int, range]
    """Lines of such waits, with the lines of the function that each is in."""
    notifying: frozenset[int]
    """Lines of functions that notify somebody."""


def overtaken(steps: Sequence[StepSeen], files: Mapping[str, bytes]) -> Overtaken | None:
    """Return the last time that a task was woken too late and did not look again."""
    found: Overtaken | None = None
    for task in {step.task for step in steps}:
        for waited, went_on in _wakings(task, steps, files):
            came = _who_came(steps, waited, went_on, files)
            if came is not None and (found is None or went_on > found.went_on):
                found = Overtaken(waited=waited, came=came, went_on=went_on)
    return found


def _wakings(
    task: str, steps: Sequence[StepSeen], files: Mapping[str, bytes]
) -> Iterator[tuple[int, int]]:
    """Yield the first and the last step of each of a task's waits that no loop repeats."""
    begun: int | None = None
    last = 0
    for number, step in enumerate(steps):
        if step.task != task:
            continue
        waits = step.op == "wait" and step.line in _waits(files.get(step.file, b"")).once
        if begun is not None and not (waits and step.line == steps[begun].line):
            yield begun, last
            begun = None
        if waits:
            begun = number if begun is None else begun
            last = number
    if begun is not None:
        yield begun, last


def _who_came(
    steps: Sequence[StepSeen], waited: int, went_on: int, files: Mapping[str, bytes]
) -> int | None:
    """Return where another task took the lock in the same function, after somebody notified."""
    waits = _waits(files.get(steps[waited].file, b""))
    function = waits.once[steps[waited].line]
    between = range(waited + 1, went_on)
    others = [n for n in between if steps[n].task != steps[waited].task]
    notified = next((n for n in others if steps[n].line in waits.notifying), None)
    asleep = {steps[n].task for n in others if steps[n].line in waits.once}
    came = [
        n
        for n in others
        if notified is not None and n > notified
        if steps[n].op == "acquire" and steps[n].line in function
        if steps[n].task not in asleep | {steps[notified].task}
    ]
    return came[0] if came else None


@lru_cache(maxsize=64)
def _waits(source: bytes) -> _Waits:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return _Waits(once={}, notifying=frozenset())
    once: dict[int, range] = {}
    notifying: set[int] = set()
    conditions = {_last_name(thing) for thing in _called_on(tree, NOTIFY)}
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        lines = range(function.lineno, (function.end_lineno or function.lineno) + 1)
        if any(True for _thing in _called_on(function, NOTIFY)):
            notifying |= set(lines)
        for statement in _looks_once(function.body):
            for thing in _called_on(statement, WAIT):
                if _last_name(thing) in conditions:
                    once[thing.lineno] = lines
    return _Waits(once=once, notifying=frozenset(notifying))


def _called_on(tree: ast.AST, methods: frozenset[str]) -> Iterator[ast.expr]:
    """Yield the things of which one of these methods is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield from [node.func.value] if node.func.attr in methods else []


def _last_name(node: ast.expr) -> str:
    """Return what a thing is called last: `changed` of `self.changed`."""
    return node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)


def _looks_once(body: Sequence[ast.stmt]) -> Iterator[ast.If]:
    """Yield each `if` that no loop asks again."""
    for statement in body:
        if isinstance(statement, ast.If) and not any(
            isinstance(node, ast.Continue | ast.While | ast.For) for node in ast.walk(statement)
        ):
            yield statement
        elif not isinstance(statement, ast.While) or isinstance(statement.test, ast.Constant):
            for name in ("body", "orelse", "finalbody"):
                yield from _looks_once(getattr(statement, name, []))
