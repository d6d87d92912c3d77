"""An order of steps as Chrome trace events, which https://ui.perfetto.dev and its like draw.

The form: "Trace Event Format", https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU

A task is a thread of its process. Each step takes a millisecond of the picture: how long it took in
truth says nothing, since all other tasks stood still. Arrows join the steps whose order matters.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count, groupby
from typing import Any

from grader.report.html.evidence import Task
from grader.report.html.order import Order, Step
from grader.words import _

STEP_MICROSECONDS = 1_000
UNKNOWN_PID = 1
"""Stands for the processes whose ids are not known."""

Event = dict[str, Any]


def render(order: Order, *, title: str = "") -> str:
    """Write an order as one JSON object; ASCII alone, so that any encoding is right."""
    data = {
        "traceEvents": list(_events(order)),
        "displayTimeUnit": "ms",
        "otherData": {
            "title": title,
            "sentence": order.sentence,
            "strategy": order.strategy,
            "seed": order.seed,
            "python": order.python,
        },
    }
    return json.dumps(data, separators=(",", ":")) + "\n"


def _events(order: Order) -> Iterator[Event]:
    places = {task.id: _place(task, number) for number, task in enumerate(order.tasks, start=1)}
    yield from _names(order, places)
    for task, block in groupby(order.steps, key=lambda step: step.task):
        for run in _unbroken(tuple(block)):
            yield _slice(order.task(task).name, run[0], len(run), places[task], cat="turn")
            for step in run:
                yield _slice(_name(step), step, 1, places[task], cat="step", args=_details(step))
    yield from _flows(order, places)
    yield from _instants(order, places)


def _place(task: Task, number: int) -> Event:
    return {"pid": UNKNOWN_PID if task.pid is None else task.pid, "tid": number}


def _names(order: Order, places: dict[str, Event]) -> Iterator[Event]:
    """Name each process once, and each thread; keep the columns' order."""
    named: set[int] = set()
    for task in order.tasks:
        place = places[task.id]
        if place["pid"] not in named:
            named.add(place["pid"])
            yield _meta("process_name", place, name=task.process or "program")
        yield _meta("thread_name", place, name=task.name)
        yield _meta("thread_sort_index", place, sort_index=place["tid"])


def _meta(kind: str, place: Event, **args: object) -> Event:
    return {"ph": "M", "name": kind, **place, "args": args}


def _unbroken(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    """Part a task's steps where some between them are left out."""
    numbers = count()
    for _key, run in groupby(steps, key=lambda step: step.number - next(numbers)):
        yield tuple(run)


def _slice(name: str, step: Step, steps: int, place: Event, **more: object) -> Event:
    return {
        "ph": "X",
        "name": name,
        "ts": _start(step),
        "dur": steps * STEP_MICROSECONDS,
        **place,
        **more,
    }


def _flows(order: Order, places: dict[str, Event]) -> Iterator[Event]:
    """Join what touches the same thing, from each step to the next."""
    for number, thing in enumerate(order.shared, start=1):
        touches = [step for step in order.steps if step.conflict and step.what == thing]
        for index, step in enumerate(touches):
            kind = "s" if index == 0 else "f" if index == len(touches) - 1 else "t"
            event: Event = {"ph": kind, "name": thing or "shared", "cat": "conflict", "id": number}
            event |= {"ts": _start(step) + STEP_MICROSECONDS // 2, **places[step.task]}
            if len(touches) > 1:
                yield event | ({"bp": "e"} if kind == "f" else {})


def _instants(order: Order, places: dict[str, Event]) -> Iterator[Event]:
    for step in order.steps:
        if step.failed:
            ts = _start(step) + STEP_MICROSECONDS // 2
            name = order.sentence or _("fails here")
            yield {"ph": "i", "name": name, "cat": "failure", "s": "g", "ts": ts,
                   **places[step.task]}  # fmt: skip
    if order.left_out:
        before = order.steps[order.gap - 1] if order.gap else order.steps[0]
        name = _("{count} steps left out", count=order.left_out)
        yield {"ph": "i", "name": name, "cat": "gap", "s": "g",
               "ts": _start(before) + STEP_MICROSECONDS, **places[before.task]}  # fmt: skip


def _start(step: Step) -> int:
    return (step.number - 1) * STEP_MICROSECONDS


def _name(step: Step) -> str:
    return step.said or step.text or step.op or "step"


def _details(step: Step) -> Event:
    told = {
        "number": step.number,
        "op": step.op,
        "what": step.what,
        "value": step.value,
        "file": step.file,
        "line": step.line,
        "source": step.text,
    }
    return {key: value for key, value in told.items() if value not in ("", None)}
