"""Tell an order as data: the steps that matter, what touches what, and a sentence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from grader.judge import conflicts
from grader.judge.access import Access
from grader.judge.conflicts import CHANGE, READ, WRITE, Touch, changing_lines
from grader.judge.feedback import Ruling
from grader.judge.runs import Report, Run, StepSeen, TaskSeen
from grader.judge.visits import outline, visits
from grader.model import Schedule, Verdict
from grader.words import N_, _

MAX_STEPS = 160
FROM_START = 40
"""So many of the steps that are told come from the beginning; the others lead up to the end."""


def order_of(
    run: Run, schedule: Schedule, files: Mapping[str, bytes], *, replayable: bool, python: str
) -> dict[str, Any]:
    """Return the `schedule` of an explanation: the order of one run of a program's `files`."""
    report = run.report
    assert report is not None
    seen = _told(report, run.accesses, files)
    names = {task.id: _name(task) for task in report.tasks}
    homes = {task.id: task.pid for task in report.tasks}
    conflict = conflicts.find(_touches(seen, files), names, homes, _ordered(seen))
    sentence, late = conflict.sentence, _late(report, names)
    if run.ruling.verdict is Verdict.DL and not conflict.lost:
        sentence = str((run.ruling.explanation or {}).get("sentence") or sentence)
    steps = [_step(step, files, conflict.touches.get(number)) for number, step in enumerate(seen)]
    left_out = max(0, len(steps) - MAX_STEPS)
    if left_out:
        steps = steps[:FROM_START] + steps[FROM_START + left_out :]
    if steps and not run.passed:
        steps[-1]["failed"] = True
    return {
        "strategy": schedule.strategy,
        "seed": schedule.seed,
        "granularity": str(schedule.granularity),
        "python": python,
        "parameters": dict(schedule.parameters or {}),
        "replayable": replayable,
        "choices": [choice.chosen for choice in report.choices],
        "tasks": [
            {"id": task.id, "name": names[task.id], "process": task.process or None,
             "thread": task.thread or None, "pid": task.pid}
            for task in report.tasks
        ],
        "steps": steps,
        "left_out": left_out,
        "left_out_after": FROM_START if left_out else len(steps),
        "switches": report.switches,
        "sentence": "" if run.passed else sentence or _interruption(seen, names, files, late),
        "note": _note(run),
    }  # fmt: skip


def _late(report: Report, names: Mapping[str, str]) -> str | None:
    """Return a task that was started and never came to go."""
    went = {step.task for step in report.steps}
    is_whole = report.length == len(report.steps)
    return next((names[t.id] for t in report.tasks if is_whole and t.id not in went), None)


def _interruption(
    seen: Sequence[Seen], names: Mapping[str, str], files: Mapping[str, bytes], late: str | None
) -> str:
    """Say who was stopped last before it changed something, and who went on meanwhile."""
    changing = frozenset(changing_lines(files))
    best: tuple[int, StepSeen, StepSeen, StepSeen] | None = None
    comes: dict[str, int] = {}
    for index in range(len(seen) - 1, 0, -1):
        comes[seen[index].step.task] = index
        before = seen[index - 1].step
        again = comes.get(before.task, index)
        goes_on, others = seen[again].step, [each.step for each in seen[index:again]]
        if not others or goes_on.line == before.line:
            continue
        telling = {*changing, (before.file, before.line), (goes_on.file, goes_on.line)}
        after = next((s for s in others if (s.file, s.line) in telling), others[0])
        tells = int((goes_on.file, goes_on.line) in changing)
        tells += (after.file, after.line) in telling
        if best is None or tells > best[0]:
            best = tells, before, goes_on, after
    if best is None:
        if late is not None:
            return _("{task} had not begun yet when the program was done.", task=late)
        return _("In this order of its steps the program fails; in others it does not.")
    before, goes_on, after = best[1:]
    return _(
        "{task} had come to line {line}, and before it went on with line {next_line}, {other} did "
        "line {other_line}.",
        task=names[before.task],
        line=before.line,
        next_line=goes_on.line,
        other=names[after.task],
        other_line=after.line,
    )


def _note(run: Run) -> str | None:
    report = run.report
    assert report is not None
    if evaded := evasion(run):
        return evaded
    return _(SLEEPS) if report.sleeps else None


def evasion(run: Run) -> str | None:
    """Say that calls of the test came in which no step of the program had announced, if so."""
    if run.report is None or run.report.calls >= run.callbacks:
        return None
    return _(EVADED, count=run.callbacks - run.report.calls, calls=run.callbacks)


EVADED = N_(
    "The program took {count} of {calls} calls of the test out of the grader's control: it "
    "replaced or undid what orders its steps, and gains nothing by that."
)
SLEEPS = N_(
    "The program sleeps, and in this order a sleep ends while others could still go on: with a "
    "real clock that is rare, but sleeping does not rule it out."
)


Told = tuple[str, str, str | None]
"""Kind, place and value, as far as the run itself told."""


@dataclass(slots=True)
class Seen:
    """A step as it is told, with the accesses to shared things in it."""

    step: StepSeen
    touches: list[Told] = field(default_factory=list)
    calls_test: bool = False
    """It calls the test's functions: what it does is known from there."""


def _name(task: TaskSeen) -> str:
    if task.thread and task.process:
        return _("{thread} of {process}", thread=task.thread, process=task.process)
    if task.thread or task.process:
        return task.thread or task.process
    return _("the main task") if task.id == "0" else _("task {id}", id=task.id)


def _told(report: Report, accesses: Sequence[Access], files: Mapping[str, bytes]) -> list[Seen]:
    """List the steps at the student's own lines; repeated stops at one of them are one step."""
    by_call: dict[int, list[Access]] = {}
    for access in accesses:
        by_call.setdefault(access.call, []).append(access)
    found: list[Seen] = []
    calls = 0
    for step in report.steps:
        if step.op == "call" and step.what:
            calls += 1
        if not step.file:
            continue
        seen = found[-1] if found and _is_same_line(found[-1].step, step) else None
        if seen is None:
            seen = Seen(step)
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
    return (before.task, before.file, before.line) == (step.task, step.file, step.line)


def _touches(seen: Sequence[Seen], files: Mapping[str, bytes]) -> list[Touch]:
    """List what was touched, in order: reads as a line begins, writes when its calls are over."""
    all_visits = visits([each.step for each in seen], files)
    last = {
        (each.step.task, each.step.line): visit
        for each, visit in zip(seen, all_visits, strict=True)
    }
    found: list[Touch] = []
    exact: dict[int, list[Told]] = {}
    for number, (each, visit) in enumerate(zip(seen, all_visits, strict=True)):
        exact[number] = _exact(each, set(_by_source(each.step, files)))
        found += [_touch(each.step, told, number, number, files) for told in exact[number]]
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
            if told[:2] not in known and not (known if reads else unknown):
                step = visit.numbers[0] if reads else visit.done
                found.append(_touch(each.step, told, step, number, files))
    found = [touch for touch in found if not _is_being_made(touch, seen, files)]
    return sorted(found, key=lambda touch: (touch.step, touch.step != touch.shown))


MAY_RAISE = frozenset("exception get get_nowait put_nowait recv result wait".split())
"""Calls that may end the line: where no step of the task follows, nobody knows."""


def _ordered(seen: Sequence[Seen]) -> Callable[[Touch, Touch], bool]:
    """Return whether a task has come to something before it starts a task, or after it ended."""
    tasks = [each.step.task for each in seen]
    first = {task: tasks.index(task) for task in set(tasks)}
    last = {task: number for number, task in enumerate(tasks)}

    def does(task: str, ops: frozenset[str], since: int, until: int) -> bool:
        return any(s.step.task == task and s.step.op in ops for s in seen[since : until + 1])

    def ordered(before: Touch, after: Touch) -> bool:
        if after.task.startswith(f"{before.task}."):
            return does(before.task, STARTING, before.step, first[after.task])
        if before.task.startswith(f"{after.task}."):
            begins, ends = first[before.task], last[before.task]
            return ends < after.step and does(after.task, ENDING, begins, after.step)
        return False

    return ordered


STARTING = frozenset("Pool apply_async imap imap_unordered map start starmap submit".split())
ENDING = frozenset("exception get join map release result shutdown starmap wait".split())
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
    return Touch(
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
        for kind, place in conflicts.touched_by_lines(source).get(step.line, ()):
            yield kind, place, None


def _step(seen: Seen, files: Mapping[str, bytes], conflict: Touch | None) -> dict[str, Any]:
    step = seen.step
    lines = files.get(step.file, b"").decode("utf-8", "replace").splitlines()
    known = [touch for touch in seen.touches if touch[2] is not None]
    op, what, value = known[-1] if known else (step.op, _what(step), None)
    if conflict is not None:
        op, what, value = conflict.kind, conflict.place, conflict.value
    return {
        "task": step.task,
        "op": op,
        "what": what,
        "file": step.file,
        "line": step.line,
        "text": lines[step.line - 1].strip()[:200] if 0 < step.line <= len(lines) else None,
        "value": value,
        "conflict": conflict is not None,
        "failed": False,
    }


def _what(step: StepSeen) -> str | None:
    return step.what or None


def with_order(
    ruling: Ruling, order: Mapping[str, Any] | None, orders: Mapping[str, Any] | None
) -> Ruling:
    """Add an order, and what was tried, to a ruling's explanation."""
    explanation = dict(ruling.explanation or {"kind": "order"})
    if order is not None:
        explanation["schedule"] = dict(order)
        explanation.setdefault("sentence", order["sentence"])
    if orders is not None:
        explanation["orders"] = dict(orders)
    return replace(ruling, explanation=explanation)
