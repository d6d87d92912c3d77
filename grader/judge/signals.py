"""What comes after what because tasks tell each other: by events, conditions, queues and pipes.

A lock is none of these: it keeps two apart, and does not say which of them comes first. Source:
Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System", CACM 1978.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from grader.judge.runs import StepSeen

TELLING = frozenset("notify notify_all put put_nowait send send_bytes set task_done wait".split())
"""Methods that tell whoever hears of them later; at a barrier all who wait tell each other."""
HEARING = frozenset("get get_nowait join recv recv_bytes wait wait_for".split())

Clock = dict[str, int]
"""The last step of each task that is known to have been taken."""
Thing = tuple[int, int]
"""A process, and the number of one of its objects."""


def told_before(
    steps: Sequence[StepSeen], files: Mapping[str, bytes], homes: Mapping[str, int]
) -> Callable[[tuple[str, int], tuple[str, int]], bool]:
    """Return whether one task's step was over, and told of, when another one's was taken.

    A step is a task and its number among `steps`. Things are known by the steps' `owners`, whose
    numbers mean something within one process only: `homes` tells the process of each task.
    """
    clocks: dict[str, Clock] = {}
    at: list[Clock] = []
    told: dict[Thing, Clock] = {}
    hears: dict[str, list[Thing]] = {}
    for number, step in enumerate(steps):
        clock = clocks.setdefault(step.task, {})
        for thing in hears.pop(step.task, []):
            _learn(clock, told.get(thing, {}))
        clock[step.task] = number
        at.append(dict(clock))
        for thing in _things(step, files, homes.get(step.task, 0)):
            if step.op in TELLING:
                _learn(told.setdefault(thing, {}), clock)
            if step.op in HEARING:
                hears.setdefault(step.task, []).append(thing)

    def comes_before(before: tuple[str, int], after: tuple[str, int]) -> bool:
        task, number = before
        return at[after[1]].get(task, -1) > number

    return comes_before


def _learn(clock: Clock, news: Clock) -> None:
    for task, number in news.items():
        clock[task] = max(number, clock.get(task, -1))


def _things(step: StepSeen, files: Mapping[str, bytes], home: int) -> Iterator[Thing]:
    if step.op in TELLING or step.op in HEARING:
        for name in _called(files.get(step.file, b"")).get((step.line, step.op), ()):
            if isinstance(number := step.owners.get(name), int):
                yield home, number


@lru_cache(maxsize=64)
def _called(source: bytes) -> Mapping[tuple[int, str], tuple[str, ...]]:
    """Map lines and methods to the things whose methods are called there."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    found: dict[tuple[int, str], tuple[str, ...]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            key = node.func.lineno, node.func.attr
            found[key] = (*found.get(key, ()), ast.unparse(node.func.value))
    return found
