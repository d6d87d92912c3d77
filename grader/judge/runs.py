"""One run of a case under a schedule, and what the sandbox tells of it.

What it tells is data: a program may have had a hand in the names, so they are bounded and escaped
by whoever shows them, and nothing is decided by them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from grader.judge.access import Access
from grader.judge.feedback import Ruling

MAX_TEXT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSeen:
    """A thread that took part."""

    id: str
    pid: int
    process: str
    thread: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSeen:
    """A step that a task took."""

    task: str
    op: str
    file: str
    line: int
    what: str
    owners: Mapping[str, int | str] = field(default_factory=dict)
    """Which object it is that the line calls so, as a number, or which index its element has; told
    of some runs only.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceMade:
    """A step at which more than one task could go."""

    chosen: str
    stays: str | None
    """The task that went before, if it could have gone on."""
    options: tuple[str, ...]
    steps: int = 0
    """How many steps the task that could have gone on had taken; if none could, the chosen one."""

    @property
    def is_preemption(self) -> bool:
        """Tell whether another task went on although the one before could have."""
        return self.stays is not None and self.chosen != self.stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What the director saw of a run."""

    tasks: tuple[TaskSeen, ...]
    steps: tuple[StepSeen, ...]
    choices: tuple[ChoiceMade, ...]
    length: int
    """How many steps there were; more than are told, perhaps."""
    sleeps: int
    """How many sleeps ended while others could still go."""
    calls: int
    """How many calls of the test's functions were steps under control."""
    freed: str | None
    """Why all tasks were let go: `blocked`, `steps`; None where they were not."""

    @property
    def switches(self) -> int:
        """Count the preemptions."""
        return sum(choice.is_preemption for choice in self.choices)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a case's test ended, once."""

    ruling: Ruling
    output: str
    seconds: float
    report: Report | None
    callbacks: int
    """How many calls of the test's functions came in."""
    accesses: tuple[Access, ...]
    clean: bool
    """Whether the box can be used for another run."""
    kept: bool = False
    """Whether it uses what test files have kept since they were imported."""
    unfinished: bool = False
    """Whether it passed, but more runs were to follow that its box is no good for."""
    shared: bool = False
    """Whether its processes are those of other cases, too: then nobody chooses their order."""

    @property
    def passed(self) -> bool:
        """Tell whether everything was right."""
        return self.ruling.verdict.passed


def read_report(data: Any) -> Report | None:
    """Return what the sandbox told of a run; None where it told nothing that can be read."""
    try:
        return _read(data) if data is not None else None
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def _descent(task: TaskSeen) -> list[tuple[int, str]]:
    """Sort a task right after the one that started it; of its siblings, the first one first."""
    return [(len(number), number) for number in task.id.split(".")]


def _read(data: Mapping[str, Any]) -> Report:
    tasks = tuple(
        TaskSeen(
            id=_text(task["id"]),
            pid=int(task["pid"]),
            process=_text(task["process"]),
            thread=_text(task["thread"]),
        )
        for task in data["tasks"]
    )
    names = [task.id for task in tasks]
    return Report(
        tasks=tuple(sorted(tasks, key=_descent)),  # Two may come at once, in either order.
        steps=tuple(
            StepSeen(
                task=names[task],
                op=_text(data["ops"][op]),
                file=_text(data["files"][file]),
                line=int(line),
                what=_text(what),
                owners={
                    _text(name): which if type(which) is int else _text(which)
                    for name, which in owners.items()
                },
            )
            for task, op, file, line, what, owners in data["steps"]
        ),
        choices=tuple(
            ChoiceMade(
                chosen=names[chosen],
                stays=names[stays] if stays >= 0 else None,
                options=tuple(names[option] for option in options),
                steps=int(steps),
            )
            for chosen, stays, options, steps in data["choices"]
        ),
        length=int(data["length"]),
        sleeps=int(data["sleeps"]),
        calls=int(data["calls"]),
        freed=_text(data["freed"]) if data["freed"] is not None else None,
    )


def _text(value: object) -> str:
    return str(value)[:MAX_TEXT]
