"""One submission to one judgement: open a box, run a judge process on it, fold what it tells.

open a box ── start a judge process ── fold its events ── close the box
    ▲                                        │
    └── the judge died, or the box is not clean any more: go on with the cases that are left
"""

from __future__ import annotations

from grader.errors import SandboxUnavailable
from grader.judge.attempt import Attempt
from grader.judge.job import Job
from grader.judge.trial import OnCase, Trial, ignore, whole
from grader.model import Judgement, Verdict
from grader.sandbox.base import Driver
from grader.words import _, set_language

MAX_FAILURES = 3
"""How many judge processes a submission may cost before what is left is JE."""
OTHER_PYTHON = (
    "another Python takes other steps. Take the sandbox that it was found in (--sandbox), or judge "
    "the submission again here."
)


def judge(job: Job, driver: Driver, *, slot: int = 0, on_case: OnCase = ignore) -> Judgement:
    """Judge one submission; `on_case` hears of each case as it ends.

    Raises:
        SandboxUnavailable: when no box can be opened, one does not answer at all, or has another
            Python than the job's schedule is for. All other faults are JE cases.
    """
    set_language(job.language)
    if job.submission.problem is not None:
        return refuse(job, sandbox=driver.name)
    trial = Trial(job, on_case)
    failures = 0
    while not trial.complete and failures < MAX_FAILURES:
        before = trial.progress
        try:
            attempt = _attempt(job, driver, slot, trial)
        except SandboxUnavailable as error:
            if not trial.done:
                raise
            trial.faults.append(str(error))
            break
        # A box that is not clean any more is replaced as often as it takes: each was of some use.
        failures += not (attempt.finished and trial.progress > before)
    return trial.judgement(driver.name)


def _attempt(job: Job, driver: Driver, slot: int, trial: Trial) -> Attempt:
    box = driver.open(job.exercise.limits, slot=slot)
    try:
        attempt = Attempt(job, box, trial)
        attempt.run()
    finally:
        box.close()
    if attempt.unfit is not None:
        raise SandboxUnavailable(attempt.unfit, hint=OTHER_PYTHON)
    if attempt.silent is not None:
        raise SandboxUnavailable(attempt.silent)  # The next one would only cost as much again.
    return attempt


def refuse(job: Job, *, sandbox: str = "docker") -> Judgement:
    """Return the judgement of what cannot be judged at all: nothing handed in, not readable, …"""
    trial = Trial(job, ignore)
    submission = job.submission
    trial.add(
        whole(job, Verdict.CE, submission.problem or _("Nothing to judge."), submission.help or "")
    )
    return trial.judgement(sandbox)


__all__ = ["judge", "refuse"]
