"""Show what matters of an explanation: tasks that do the same as one, Python's own ones not at all.

A hundred threads that wait for one lock make one row, one node, and one note, called
`100 × Thread (work)`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from grader.report.html.evidence import Edge, Evidence, Mark, Task
from grader.report.html.words import without_numbers

FEWEST = 3
"""As many tasks as are worth being shown as one."""
BUSY_PERCENT = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Know what leads to and from each task."""

    edges: Sequence[Edge]
    marks: Sequence[Mark]
    cycle: frozenset[str]

    def of(self, task: Task) -> Hashable:
        """Return what must be equal of two tasks that are shown as one."""
        return (
            without_numbers(task.name),
            task.state,
            task.waits_for,
            task.stack,
            frozenset((edge.target, edge.label) for edge in self.edges if edge.source == task.id),
            frozenset((edge.source, edge.label) for edge in self.edges if edge.target == task.id),
            frozenset((mark.file, mark.line) for mark in self.marks if mark.task == task.id),
        )

    def idle(self, task: Task) -> bool:
        """Tell whether a task has no part in it: it runs no line of the student's."""
        ends = {end for edge in self.edges for end in (edge.source, edge.target)}
        marked = any(mark.task == task.id for mark in self.marks)
        busy = (task.cpu_percent or 0.0) >= BUSY_PERCENT
        return not (task.stack or task.id in ends or task.id in self.cycle or marked or busy)


def fold(evidence: Evidence) -> Evidence:
    """Leave out tasks without a part in it, and put tasks that do the same together."""
    around = Surroundings(
        edges=evidence.edges, marks=evidence.lines, cycle=frozenset(evidence.cycle)
    )
    idle = [task for task in evidence.tasks if around.idle(task)]
    if len(idle) == len(evidence.tasks):
        idle = []
    groups = _groups([task for task in evidence.tasks if task not in idle], around)
    ids = {task.id: group[0].id for group in groups for task in group}
    names = {task.id: task.name for task in evidence.tasks}
    return replace(
        evidence,
        tasks=tuple(_as_one(group) for group in groups),
        edges=tuple(dict.fromkeys(_edge(edge, ids) for edge in evidence.edges)),
        lines=tuple(dict.fromkeys(_mark(mark, names, ids) for mark in evidence.lines)),
        idle=tuple(task.name for task in idle),
    )


def _groups(tasks: Sequence[Task], around: Surroundings) -> list[list[Task]]:
    found: dict[Hashable, list[Task]] = {}
    for number, task in enumerate(tasks):
        alone = task.id in around.cycle or (task.cpu_percent or 0.0) >= BUSY_PERCENT or not task.id
        found.setdefault(number if alone else around.of(task), []).append(task)
    several = [group for group in found.values() if len(group) >= FEWEST]
    single = [[task] for group in found.values() if len(group) < FEWEST for task in group]
    return sorted([*several, *single], key=lambda group: tasks.index(group[0]))


def _as_one(group: Sequence[Task]) -> Task:
    first = group[0]
    if len(group) == 1:
        return first
    label = f"{len(group)} × {without_numbers(first.name)}"
    same_process = len({task.pid for task in group}) == 1
    return replace(
        first,
        label=label,
        pid=first.pid if same_process else None,
        members=tuple(task.name for task in group),
    )


def _edge(edge: Edge, ids: Mapping[str, str]) -> Edge:
    source, target = (ids.get(end, end) for end in (edge.source, edge.target))
    return replace(edge, source=source, target=target)


def _mark(mark: Mark, names: Mapping[str, str], ids: Mapping[str, str]) -> Mark:
    """Let a mark name the first of a group; its label need not repeat the task's name."""
    said = mark.label.removeprefix(names.get(mark.task, "")).strip() if mark.task else mark.label
    return replace(mark, label=said, task=ids.get(mark.task, mark.task))
