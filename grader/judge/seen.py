"""The steps of a run as they are told, and what was touched at which of them.

What the test shares is known exactly; of all else only the source tells.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from grader.judge.access import Access
from grader.judge.runs import Report, StepSeen
from grader.judge.signals import told_before
from grader.judge.sourcelines import CHANGE, LOOK, owner_of, touched_by_lines
from grader.judge.touch import READ, WRITE, Touch
from grader.judge.visits import outline, visits
from grader.words import _

Told = tuple[str, str, str | None]
"""Kind, place and value, as far as the run itself told."""


@dataclass(slots=True)
class Seen:
    """A step as it is told, with the accesses to shared things in it."""

    step: StepSeen
    touches: list[Told] = field(default_factory=list)
    calls_test: bool = False
    """It calls the test's functions: what it does is known from there."""
    since: int = 0
    """After this one the task has been on its way to it."""


def steps_told(
    report: Report, accesses: Sequence[Access], files: Mapping[str, bytes]
) -> list[Seen]:
    """List the steps at the student's own lines; repeated stops at one of them are one step."""
    by_call: dict[int, list[Access]] = {}
    for access in accesses:
        by_call.setdefault(access.call, []).append(access)
    found: list[Seen] = []
    before: dict[str, int] = {}
    calls = 0
    for step in report.steps:
        since = before.get(step.task, 0)
        before[step.task] = max(0, len(found) - 1)
        if step.op == "call" and step.what:
            calls += 1
        if not step.file:
            continue
        seen = found[-1] if found and _is_same_line(found[-1].step, step) else None
        if seen is None:
            seen = Seen(step, since=since)
            before[step.task] = len(found)
            found.append(seen)
        elif seen.step.op == "line":
            seen.step = step
        seen.calls_test |= step.op == "call"
        if step.op == "line" and step.what:
            kind, _blank, name = step.what.partition(" ")
            seen.touches.append((kind, _written_as(kind, name, step, files), None))
        elif step.op == "call" and report.length == len(report.steps):
            seen.touches += [(a.kind, a.place, a.value) for a in by_call.get(calls, ())]
    return found


def _written_as(kind: str, name: str, step: StepSeen, files: Mapping[str, bytes]) -> str:
    """Return how the source writes what a bytecode touches: it knows of an element only `[]`."""
    ends = "]" if name == "[]" else f".{name}"
    for its_kind, place, _value in _by_source(step, files):
        if its_kind == kind and place.endswith(ends):
            return place
    return _("an element") if name == "[]" else name


def _is_same_line(before: StepSeen, step: StepSeen) -> bool:
    """Tell whether two steps are at one line, and no loop has come to other elements meanwhile."""
    at_one_line = (before.task, before.file, before.line) == (step.task, step.file, step.line)
    return at_one_line and _indices(before) == _indices(step)


def _indices(step: StepSeen) -> dict[str, str]:
    return {name: which for name, which in step.owners.items() if isinstance(which, str)}


def touches(seen: Sequence[Seen], files: Mapping[str, bytes]) -> list[Touch]:
    """List what was touched, in order: reads as a line begins, writes when its calls are over."""
    all_visits = visits([each.step for each in seen], files)
    last = {
        (each.step.task, each.step.line): visit
        for each, visit in zip(seen, all_visits, strict=True)
    }
    found: list[Touch] = []
    exact = [_exact(each, set(_by_source(each.step, files))) for each in seen]
    for number, (each, visit) in enumerate(zip(seen, all_visits, strict=True)):
        found += [_touch(each.step, told, number, number, files) for told in exact[number]]
        if exact[number] or number == visit.numbers[0]:
            # Where it was stopped to write and for nothing else, it had looked before that.
            writes_only = {kind for kind, _place, _value in exact[number]} == {WRITE}
            looked = each.since if writes_only else number
            found += [
                _touch(each.step, (READ, place, None), looked, number, files)
                for kind, place, _value in _by_source(each.step, files)
                if kind == LOOK
            ]
        if number != visit.numbers[-1] or any(seen[n].calls_test for n in visit.numbers):
            continue
        known = {touch[:2] for n in visit.numbers for touch in exact[n]}
        is_last = visit is last[each.step.task, each.step.line]
        if known and not is_last:
            continue
        # It was not stopped before every access, but here it has done all that the line does.
        unknown = visit.raised or (is_last and each.step.op in MAY_RAISE)
        for told in _by_source(each.step, files):
            reads = told[0] == READ
            if told[0] != LOOK and told[:2] not in known and not (known if reads else unknown):
                step = visit.numbers[0] if reads else visit.done
                found.append(_touch(each.step, told, step, number, files))
    found = [touch for touch in found if not _is_being_made(touch, seen, files)]
    return sorted(found, key=lambda touch: (touch.step, touch.step != touch.shown))


MAY_RAISE = frozenset("exception get get_nowait put_nowait recv result wait".split())
"""Calls that may end the line: where no step of the task follows, nobody knows."""


def ordered(
    seen: Sequence[Seen], files: Mapping[str, bytes], homes: Mapping[str, int]
) -> Callable[[Touch, Touch], bool]:
    """Return whether a task has come to something before it starts a task, or after it ended, or
    another one told it that it may. `homes` tells the process of each task.
    """
    told = told_before([each.step for each in seen], files, homes)
    tasks = [each.step.task for each in seen]
    first = {task: tasks.index(task) for task in set(tasks)}
    last = {task: number for number, task in enumerate(tasks)}

    def does(task: str, ops: frozenset[str], since: int, until: int) -> bool:
        return any(s.step.task == task and s.step.op in ops for s in seen[since : until + 1])

    def comes_before(before: Touch, after: Touch) -> bool:
        if after.task.startswith(f"{before.task}."):
            return does(before.task, STARTING, before.step, first[after.task])
        if before.task.startswith(f"{after.task}."):
            begins, ends = first[before.task], last[before.task]
            return ends < after.step and does(after.task, ENDING, begins, after.step)
        return told((before.task, before.step), (after.task, after.step))

    return comes_before


STARTING = frozenset("Pool apply_async imap imap_unordered map start starmap submit".split())
ENDING = frozenset("exception get join map result shutdown starmap wait".split())
"""What a task does when it starts others, and when it waits for their end, or may do so."""


def _exact(seen: Seen, source: Collection[Told]) -> list[Told]:
    """Return what a step itself told: who writes an element changes the whole, and a name that only
    leads to what is changed is not read.
    """
    changed = {place for kind, place, _value in source if kind == CHANGE}
    found: list[Told] = []
    for kind, place, value in seen.touches:
        if kind == READ and place in changed and (READ, place, None) not in source:
            continue
        found.append((kind, place, value))
        wholes = [whole for whole in changed if kind == WRITE and place.startswith(f"{whole}[")]
        found += [(CHANGE, whole, None) for whole in sorted(wholes) if value is None]
    return found


def _touch(
    step: StepSeen,
    told: Told,
    number: int,
    shown: int,
    files: Mapping[str, bytes],
) -> Touch:
    kind, place, value = told
    owner = owner_of(place) if value is None else ""
    known, index = step.owners.get(owner), step.owners.get(place)
    return Touch(
        owner=owner,
        owner_number=known if isinstance(known, int) else None,
        which=f"[{index}]" if isinstance(index, str) else place[len(owner) :],
        step=number,
        at=shown,
        task=step.task,
        kind=WRITE if kind == CHANGE else kind,
        place=place,
        value=value,
        line=step.line,
        part=kind == CHANGE,
        tested=outline(files.get(step.file, b"")).tested.get(step.line, frozenset()),
    )


def _is_being_made(touch: Touch, seen: Sequence[Seen], files: Mapping[str, bytes]) -> bool:
    """Tell whether it is of an object that is being made: each task makes another one."""
    source = files.get(seen[touch.shown].step.file, b"")
    owner, dot, name = touch.place.partition(".")
    made = outline(source).made.get(touch.line)
    return bool(dot) and owner == made and name.isidentifier() and touch.value is None


def _by_source(step: StepSeen, files: Mapping[str, bytes]) -> Iterator[Told]:
    source = files.get(step.file)
    if source is not None:
        for kind, place in touched_by_lines(source).get(step.line, ()):
            yield kind, place, None
