"""Read what a case tells of the orders that it ran in, with the caution of `reading`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from grader.report.html import given
from grader.report.html.evidence import Task
from grader.report.html.order import Order, Step, Tried
from grader.report.html.text import one_line
from grader.words import _

MAX_STEPS = 600
"""Of a longer order, the beginning and the end are shown."""
MAX_SEED = 1 << 64


def read_tried(explanation: object) -> Tried | None:
    """Read what was tried; None where the case did not run under schedules."""
    data = given.table(explanation, "orders") if isinstance(explanation, Mapping) else {}
    if not data:
        return None
    strategies = given.table(data, "strategies")
    counts = ((one_line(name, 40), given.whole(n)) for name, n in islice(strategies.items(), 20))
    return Tried(
        sentence=given.line(data, "sentence", 400),
        tried=given.whole(data.get("tried")),
        planned=given.whole(data.get("planned")),
        seconds=given.real(data.get("seconds")),
        exhaustive=given.whole(data.get("exhaustive")),
        strategies=tuple((name, count) for name, count in counts if count is not None),
        evaded=bool(data.get("note")),
        slow=data.get("stopped") == "slow",
    )


def read_order(explanation: object) -> Order | None:
    """Read the order of the run that failed; None where none is told."""
    data = given.table(explanation, "schedule") if isinstance(explanation, Mapping) else {}
    told = data.get("steps")
    every = list(told) if isinstance(told, list | tuple) else []
    after = given.whole(data.get("left_out_after"))
    after = len(every) // 2 if after is None else min(after, len(every))
    tail = max(len(every) - after, 0)
    # Of too many steps, as many are cut on both sides of those that are left out already.
    kept_head = min(after, max(MAX_STEPS - tail, MAX_STEPS // 2))
    kept_tail = min(tail, MAX_STEPS - kept_head)
    left_out = len(every) - kept_head - kept_tail + (given.whole(data.get("left_out")) or 0)
    head = _numbered(every[:kept_head], 1)
    steps = (*head, *_numbered(every[len(every) - kept_tail :], kept_head + left_out + 1))
    if not steps:
        return None
    return Order(
        tasks=_tasks(data, steps),
        steps=steps,
        left_out=left_out,
        gap=len(head),
        switches=given.whole(data.get("switches")),
        sentence=given.line(data, "sentence", 1_000),
        note=given.line(data, "note", 600),
        strategy=given.line(data, "strategy", 40),
        seed=_seed(data.get("seed")),
        granularity=given.line(data, "granularity", 40),
        python=given.line(data, "python", 20),
        replayable=data.get("replayable") is True and isinstance(data.get("choices"), list | tuple),
    )


def _numbered(steps: Sequence[object], first: int) -> list[Step]:
    """Read a part of the steps; what is none keeps its number, and is not shown."""
    return [
        replace(_step(step), number=number)
        for number, step in enumerate(steps, start=first)
        if isinstance(step, Mapping) and given.line(step, "task")
    ]


def _step(data: Mapping[str, Any]) -> Step:
    conflict = data.get("conflict") is True
    op, what = given.line(data, "op", 40), given.line(data, "what", 80)
    if op == "line":
        # What a line does is shown where it matters: it can be read in the line, too.
        deed, _blank, thing = what.partition(" ")
        op, what = (deed, thing) if conflict and deed in ("read", "write") else (op, "")
    return Step(
        number=0,
        task=given.line(data, "task", 120),
        op=op,
        what=what,
        file=given.line(data, "file"),
        line=given.whole(data.get("line")),
        text=given.line(data, "text"),
        value=given.line(data, "value", 80),
        conflict=conflict,
        failed=data.get("failed") is True,
    )


def _tasks(data: Mapping[str, Any], steps: Sequence[Step]) -> tuple[Task, ...]:
    """Return the tasks that took steps, in the order in which they are told."""
    keys = dict.fromkeys(step.task for step in steps)
    known = {task.id: task for task in given.read_each(data.get("tasks"), _task)}
    told = [known[key] for key in known if key in keys]
    return (
        *told,
        *(_task({"id": key, "name": _("task {id}", id=key)}) for key in keys if key not in known),
    )


def _task(data: Mapping[str, Any]) -> Task:
    return Task(
        id=given.line(data, "id", 120),
        process=given.line(data, "process", 120),
        thread=given.line(data, "thread", 120),
        label=given.line(data, "name", 120),
        pid=given.whole(data.get("pid")),
        state="",
        stack=(),
        waits_for="",
        since_seconds=None,
        cpu_percent=None,
    )


def _seed(value: object) -> int | None:
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MAX_SEED
    return value if fits and isinstance(value, int) else None
