"""A failing order run once more: what is to be run, and whether the same came of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from itertools import zip_longest

from grader.errors import UsageError
from grader.judge import Job, Suite
from grader.model import (
    CaseResult,
    Exercise,
    Judgement,
    Submission,
    can_be_replayed,
    replayed,
)
from grader.report.html.order import Step
from grader.report.html.order_reading import read_order
from grader.words import ENGLISH, N_, _

_ADDRESS = re.compile(r"\b0x[0-9a-fA-F]+\b")
"""Where an object lies is another place each time."""


def choose_case(judgement: Judgement, name: str | None) -> CaseResult:
    """Return the case that is to be run again: the named one, or the only one that can be.

    Raises:
        UsageError: when there is no such case, or what it told cannot be run again.
    """
    able = [case for case in judgement.cases if can_be_replayed(case)]
    if name is None:
        if len(able) == 1:
            return able[0]
        raise UsageError(_none_chosen(able), hint=_named(able))
    case = next((case for case in judgement.cases if case.name == name), None)
    if case is None:
        near = get_close_matches(name, [each.name for each in judgement.cases], n=1)
        hint = f"Did you mean {near[0]}?" if near else _named(able)
        raise UsageError(f"The judgement has no case {name!r}.", hint=hint)
    if case not in able:
        raise UsageError(f"{name} cannot be run again: {_why_not(case)}", hint=_named(able))
    return case


def replay_job(
    judgement: Judgement,
    case: CaseResult,
    exercise: Exercise,
    files: Mapping[str, bytes],
    *,
    language: str = ENGLISH,
) -> Job:
    """Make the job that runs a case of a judgement once more, in the order that it had.

    Raises:
        UsageError: when these are not the files that were judged.
    """
    submission = Submission(id=judgement.submission, files=files)
    if judgement.files_digest not in (None, submission.digest):
        raise UsageError(
            "This is not the code that was judged: the same order would run other steps.",
            hint="Give the files that were judged with --submission PATH, or judge these again.",
        )
    return Job(
        exercise=exercise,
        submission=submission,
        suite=Suite.VISIBLE if judgement.suite == str(Suite.VISIBLE) else Suite.ALL,
        only=case.name,
        schedule=replayed((case.explanation or {})["schedule"]),
        language=language,
    )


def differences(
    expected: CaseResult, found: CaseResult, *, same_language: bool = True
) -> tuple[str, ...]:
    """Say in what a run differs from the one that it was to repeat; empty where in nothing.

    What they say is compared where both say it in the same language.
    """
    same_verdict = found.verdict is expected.verdict
    told = [
        "" if same_verdict else _other_verdict(expected, found),
        _other_steps(expected, found),
        _other_message(expected, found) if same_verdict and same_language else "",
    ]
    return tuple(text for text in told if text)


def _other_verdict(expected: CaseResult, found: CaseResult) -> str:
    return _(
        "It ended with the verdict {verdict}, not {expected}.",
        verdict=_(found.verdict.label),
        expected=_(expected.verdict.label),
    )


def _other_steps(expected: CaseResult, found: CaseResult) -> str:
    before, now = read_order(expected.explanation), read_order(found.explanation)
    if before is None or now is None:
        return _("It does not tell which steps it took.") if before else ""
    for old, new in zip_longest(before.steps, now.steps):
        if old is None or new is None:
            fewer = N_("It took fewer steps: {count}, not {expected}.")
            more = N_("It took more steps: {count}, not {expected}.")
            longer = fewer if new is None else more
            return _(longer, count=_count(now.steps), expected=_count(before.steps))
        if _same(old) != _same(new):
            names = before.task(old.task).name, now.task(new.task).name
            return _(
                "At step {number} it was {task} at {place}, not {other} at {other_place}.",
                number=new.number,
                task=names[1],
                place=_place(new),
                other=names[0],
                other_place=_place(old),
            )
    return ""


def _count(steps: tuple[Step, ...]) -> int:
    return steps[-1].number


def _same(step: Step) -> tuple[object, ...]:
    return step.number, step.task, step.op, step.file, step.line


def _place(step: Step) -> str:
    return step.said or step.op if step.line is None else f"{step.file}:{step.line}"


def _other_message(expected: CaseResult, found: CaseResult) -> str:
    if _ADDRESS.sub("0x…", found.message) == _ADDRESS.sub("0x…", expected.message):
        return ""
    nothing = _("nothing")
    return _(
        "It said: {message}\nnot: {expected}",
        message=found.message or nothing,
        expected=expected.message or nothing,
    )


def _none_chosen(able: list[CaseResult]) -> str:
    if able:
        return f"{len(able)} cases of this judgement can be run again; name one."
    return "No case of this judgement can be run again."


def _why_not(case: CaseResult) -> str:
    if case.verdict.passed:
        return "it passed, and there is no order that broke it."
    if read_order(case.explanation) is None:
        return "no order of steps is told of its failure."
    return "its order did not break it each time, or is told in a way that cannot be repeated."


def _named(able: list[CaseResult]) -> str:
    if not able:
        return "Only a case that an order of steps broke can be: it has a replay command."
    return f"Those that can be: {', '.join(case.name for case in able[:8])}"
