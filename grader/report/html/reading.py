"""Read a case's explanation, which is partly the student program's own word, into typed data.

Nothing in it is trusted: a key may be missing, of another type, or a megabyte long. What does not
fit is left out or cut, and reading never raises.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from grader.report.html import given
from grader.report.html.evidence import (
    MAIN_THREADS,
    Edge,
    Evidence,
    Fact,
    Frame,
    Mark,
    Remnant,
    Resource,
    Task,
)
from grader.report.html.text import PARAGRAPH, clean, one_line
from grader.report.html.words import amount, limit_name

MAX_FRAMES = 40
KNOWN_KEYS = frozenset(
    "kind sentence pattern help note type frames cause tasks resources edges cycle left limit "
    "value detail lines file name code orders schedule".split()
)
"""What is shown in its own place, or is said by the message and the help already."""


def read_evidence(data: object) -> Evidence | None:
    """Read an explanation; None where there is none to show."""
    if not isinstance(data, Mapping) or not data:
        return None
    return Evidence(
        kind=given.line(data, "kind"),
        sentence=given.line(data, "sentence", 1_000),
        pattern=given.line(data, "pattern"),
        type=given.line(data, "type"),
        frames=_frames(data.get("frames")),
        tasks=_tasks(data),
        resources=given.read_each(data.get("resources"), _resource),
        note=given.line(data, "note", 600),
        edges=given.read_each(data.get("edges"), _edge),
        cycle=tuple(one_line(item) for item in given.items(data.get("cycle"))),
        left=given.read_each(data.get("left"), _remnant),
        limit=limit_name(given.line(data, "limit", 80)),
        value=amount(given.line(data, "limit", 80), given.real(data.get("value")))
        or given.line(data, "value"),
        detail=clean(data.get("detail"), PARAGRAPH),
        cause=given.line(data, "cause", 600),
        lines=given.read_each(data.get("lines"), _mark),
        others=_facts(data),
    )


def _frames(data: object) -> tuple[Frame, ...]:
    # The innermost calls say most; endless recursion would otherwise push them out.
    tail = data[-MAX_FRAMES:] if isinstance(data, list | tuple) else ()
    return given.read_each(tail, _frame)


def _frame(data: Mapping[str, Any]) -> Frame:
    return Frame(
        file=given.line(data, "file"),
        line=given.whole(data.get("line")),
        function=given.line(data, "function", 120),
        text=given.line(data, "text"),
    )


def _task(data: Mapping[str, Any]) -> Task:
    return Task(
        id=given.line(data, "id"),
        process=given.line(data, "process", 120),
        thread=given.line(data, "thread", 120),
        label=given.line(data, "label", 120),
        pid=given.whole(data.get("pid")),
        state=given.line(data, "state", 120),
        stack=_frames(data.get("stack")),
        waits_for=given.line(data, "waits_for"),
        since_seconds=given.real(data.get("since_seconds")),
        cpu_percent=given.real(data.get("cpu_percent")),
    )


def _tasks(data: Mapping[str, Any]) -> tuple[Task, ...]:
    tasks = given.read_each(data.get("tasks"), _task)
    marks = {mark.task: mark for mark in given.read_each(data.get("lines"), _mark)}
    tasks = tuple(_innermost_last(task, marks.get(task.id)) for task in tasks)
    return _by_thread(tasks) if len({task.process for task in tasks}) == 1 else tasks


def _innermost_last(task: Task, mark: Mark | None) -> Task:
    """Turn a stack around whose first call, not its last, is where the task is said to stand."""
    ends = [(frame.file, frame.line) for frame in task.stack]
    if not mark or not ends or (mark.file, mark.line) != ends[0] or ends[0] == ends[-1]:
        return task
    return replace(task, stack=task.stack[::-1])


def _by_thread(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Call the threads of a single process by their own names."""
    return tuple(
        replace(task, label=task.label or ("" if task.thread in MAIN_THREADS else task.thread))
        for task in tasks
    )


def _resource(data: Mapping[str, Any]) -> Resource | None:
    if not (id_ := given.line(data, "id")):
        return None
    made = _frame(data)
    return Resource(
        id=id_,
        kind=given.line(data, "kind", 80),
        own_name=given.line(data, "name", 120),
        made=made if made.file and made.line is not None else None,
        held_by=given.line(data, "held_by", 160),
    )


def _edge(data: Mapping[str, Any]) -> Edge | None:
    source, target = given.line(data, "from"), given.line(data, "to")
    return (
        Edge(source=source, target=target, label=given.line(data, "label"))
        if source and target
        else None
    )


def _mark(data: Mapping[str, Any]) -> Mark | None:
    line = given.whole(data.get("line"))
    if line is None:
        return None
    return Mark(
        file=given.line(data, "file"),
        line=line,
        label=given.line(data, "label"),
        task=given.line(data, "task"),
    )


def _remnant(data: Mapping[str, Any]) -> Remnant:
    where = data.get("where")
    return Remnant(
        what="thread" if "thread" in data else "process",
        name=given.line(data, "thread", 120) or given.line(data, "process", 120),
        pid=given.whole(data.get("pid")),
        where=_frame(where) if isinstance(where, Mapping) else None,
    )


def _facts(data: Mapping[str, Any]) -> tuple[Fact, ...]:
    unknown = ((key, value) for key, value in data.items() if key not in KNOWN_KEYS)
    return tuple(
        Fact(key=one_line(key, 80), value=_outline(value)) for key, value in islice(unknown, 20)
    )


def _outline(value: object, depth: int = 0) -> str:
    """Write any JSON value, a few levels and items of it."""
    if isinstance(value, Mapping) and depth < 3:
        inner = (f"{one_line(k, 40)}: {_outline(v, depth + 1)}" for k, v in value.items())
        return "{" + ", ".join(islice(inner, 8)) + ("…}" if len(value) > 8 else "}")
    if isinstance(value, list | tuple) and depth < 3:
        listed = (_outline(item, depth + 1) for item in value[:8])
        return "[" + ", ".join(listed) + ("…]" if len(value) > 8 else "]")
    if value is None:
        return "none"
    return clean(value) if isinstance(value, str | int | float) else "…"
