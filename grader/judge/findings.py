"""Tell an order as data: the steps that matter, what touches what, and a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grader.judge import conflicts
from grader.judge.feedback import Ruling
from grader.judge.runs import Report, Run, StepSeen, TaskSeen
from grader.judge.seen import Seen, ordered, steps_told, touches
from grader.judge.sourcelines import changing_lines
from grader.judge.touch import Touch
from grader.judge.wakings import overtaken
from grader.model import Schedule, Verdict
from grader.words import N_, _

STUCK = frozenset({Verdict.DL, Verdict.TLE})
"""What these say of who waits for what is mostly all that is to be said."""
MAX_STEPS = 160
FROM_START = 40
"""So many of the steps that are told come from the beginning; the others lead up to the end."""


def order_of(
    run: Run, schedule: Schedule, files: Mapping[str, bytes], *, replayable: bool, python: str
) -> dict[str, Any]:
    """Return the `schedule` of an explanation: the order of one run of a program's `files`."""
    report = run.report
    assert report is not None
    seen = steps_told(report, run.accesses, files)
    names = {task.id: _name(task) for task in report.tasks}
    homes = {task.id: task.pid for task in report.tasks}
    conflict = conflicts.find(touches(seen, files), names, homes, ordered(seen, files, homes))
    sentence, late = conflict.sentence, _late(report, names)
    touched = {number: (touch, conflict.thing(touch)) for number, touch in conflict.touches.items()}
    marked = conflict.steps
    if run.ruling.verdict in STUCK and not conflict.lost:
        sentence = str((run.ruling.explanation or {}).get("sentence") or sentence)
    elif (woken := overtaken([each.step for each in seen], files)) is not None:
        sentence = woken.sentence([each.step for each in seen], names)
        touched, marked = {}, woken.steps
    steps = [
        _step(step, files, touched.get(number), number in marked)
        for number, step in enumerate(seen)
    ]
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
        "sentence": "" if run.passed else _begun(
            sentence or _interruption(seen, names, files, late, run.ruling.verdict), report
        ),
        "note": _note(run),
    }  # fmt: skip


def _begun(sentence: str, report: Report) -> str:
    """Return a sentence that begins with a capital letter, unless with a name that people gave."""
    ours = tuple(_name(task) for task in report.tasks if "." not in task.id)
    return sentence[:1].upper() + sentence[1:] if sentence.startswith(ours) else sentence


def _late(report: Report, names: Mapping[str, str]) -> str | None:
    """Return a task that was started and never came to go."""
    went = {step.task for step in report.steps}
    is_whole = report.length == len(report.steps)
    return next((names[t.id] for t in report.tasks if is_whole and t.id not in went), None)


def _interruption(
    seen: Sequence[Seen],
    names: Mapping[str, str],
    files: Mapping[str, bytes],
    late: str | None,
    verdict: Verdict,
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
        if verdict is Verdict.WA and (pair := _out_of_turn([each.step for each in seen])):
            return _(
                "{task} came to line {line} before {other}, which was started earlier: nothing in "
                "the program makes them come in the order of their starts.",
                task=names[pair[0].task],
                line=pair[0].line,
                other=names[pair[1].task],
            )
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


def _out_of_turn(steps: Sequence[StepSeen]) -> tuple[StepSeen, StepSeen] | None:
    """Return where a task came first to a line that one came to later that was started before it.

    Tasks of one parent are numbered in the order of their starts.
    """
    found = None
    first: dict[tuple[str, int], list[StepSeen]] = {}
    for step in steps:
        been = first.setdefault((step.file, step.line), [])
        if any(before.task == step.task for before in been):
            continue
        parent, _dot, number = step.task.rpartition(".")
        for before in been:
            its_parent, _dot, its_number = before.task.rpartition(".")
            if parent == its_parent and number.isdigit() and its_number.isdigit():
                found = (before, step) if int(its_number) > int(number) else found
        been.append(step)
    return found


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
    "The program took {count} of its {calls} calls of the test's functions out of the grader's "
    "control: it replaced or undid what orders its steps, and gains nothing by that."
)
SLEEPS = N_(
    "The program sleeps, and in this order a sleep ends while others could still go on: with a "
    "real clock that is rare, but sleeping does not rule it out."
)


def _name(task: TaskSeen) -> str:
    if task.thread and task.process:
        return _("{thread} of {process}", thread=task.thread, process=task.process)
    if task.thread or task.process:
        return task.thread or task.process
    return _("the main task") if task.id == "0" else _("task {id}", id=task.id)


def _step(
    seen: Seen, files: Mapping[str, bytes], touched: tuple[Touch, str] | None, is_marked: bool
) -> dict[str, Any]:
    step = seen.step
    lines = files.get(step.file, b"").decode("utf-8", "replace").splitlines()
    known = [touch for touch in seen.touches if touch[2] is not None]
    op, what, value = known[-1] if known else (step.op, _what(step), None)
    if touched is not None:
        touch, what = touched
        op, value = touch.kind, touch.value
    return {
        "task": step.task,
        "op": op,
        "what": what,
        "file": step.file,
        "line": step.line,
        "text": lines[step.line - 1].strip()[:200] if 0 < step.line <= len(lines) else None,
        "value": value,
        "conflict": is_marked,
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
