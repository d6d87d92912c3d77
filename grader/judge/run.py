"""One submission to one judgement: open a box, run a judge process on it, fold what it tells.

open a box ── start a judge process ── fold its events ── close the box
    ▲                                        │
    └── the judge died, or the box is not clean any more: go on with the cases that are left
"""

from __future__ import annotations

import multiprocessing
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import grader
from grader.errors import SandboxUnavailable, WireError
from grader.judge import link
from grader.judge.job import BOX_LOST, Job, load_event
from grader.model import CaseResult, Judgement, Limits, Verdict
from grader.sandbox.base import Box, Driver
from grader.words import ENGLISH, _, set_language

OnCase = Callable[[CaseResult], None]

MAX_FAILURES = 3
"""How many judge processes a submission may cost before what is left is JE."""
SILENCE_SECONDS = 30.0
"""How long over a case's limit a judge process may be silent before it is killed."""
OTHER_PYTHON = (
    "another Python takes other steps. Take the sandbox that it was found in (--sandbox), or judge "
    "the submission again here."
)


def ignore(result: CaseResult) -> None:
    """Take a case's result and do nothing."""


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
        before = trial.scored
        try:
            attempt = _attempt(job, driver, slot, trial)
        except SandboxUnavailable as error:
            if not trial.done:
                raise
            trial.faults.append(str(error))
            break
        # A box that is not clean any more is replaced as often as it takes: each judged a case.
        failures += not (attempt.finished and trial.scored > before)
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
        _whole(job, Verdict.CE, submission.problem or _("Nothing to judge."), submission.help or "")
    )
    return trial.judgement(sandbox)


def _whole(job: Job, verdict: Verdict, message: str, help: str = "") -> CaseResult:
    """Return the one case that stands for a submission as a whole."""
    return CaseResult(
        name="submission",
        verdict=verdict,
        score=0.0,
        max_score=job.exercise.points,
        wall_seconds=0.0,
        visible=True,
        message=message,
        help=help,
    )


@dataclass(slots=True)
class Planned:
    """A case that was collected."""

    name: str
    max_score: float
    visible: bool


class Trial:
    """What is known of a submission so far, over all attempts."""

    def __init__(self, job: Job, on_case: OnCase) -> None:
        self._job = job
        self._on_case = on_case
        self._started_at = datetime.now(UTC)
        self._started = time.monotonic()
        self._results: dict[str, CaseResult] = {}
        self.planned: dict[str, Planned] = {}
        self.faults: list[str] = []
        self.complete = False

    @property
    def done(self) -> frozenset[str]:
        """Return the names of the cases that have a result."""
        return frozenset(self._results)

    @property
    def scored(self) -> int:
        """Return how many cases have a result that is the student's, not ours."""
        return sum(result.verdict.scored for result in self._results.values())

    def add(self, result: CaseResult) -> None:
        """Take a case's result; the first one counts."""
        if result.name not in self._results:
            self._results[result.name] = result
            self._on_case(result)

    def close_open_case(self, name: str, verdict: Verdict, message: str, help: str = "") -> None:
        """Fail a case that was running when its judge or its box went away."""
        # Of what was never collected nobody knows the worth, and nothing invented may count.
        planned = self.planned.get(name) or Planned(name, 0.0, False)
        self.add(
            CaseResult(
                name=name,
                verdict=verdict,
                score=0.0,
                max_score=planned.max_score,
                wall_seconds=0.0,
                visible=planned.visible,
                message=message,
                help=help,
            )
        )

    def close_uncollected(self, file: str, text: str) -> None:
        """Let a test file that cannot be imported be seen; only its last line: no test's source."""
        lines = text.strip().splitlines() or [_("no reason is known")]
        last = lines[-1].removeprefix("E").strip()
        message = _("{file} could not be collected: {error}", file=file, error=last)
        self.close_open_case(file, Verdict.JE, message)

    def judgement(self, sandbox: str) -> Judgement:
        """Return the judgement; what has no result is JE."""
        evidence = "; ".join(self.faults)[-1500:] or _("no reason is known")
        for planned in self.planned.values():
            message = _("Not judged: {evidence}", evidence=evidence)
            self.close_open_case(planned.name, Verdict.JE, message)
        if not self._results:
            message = _("No case was judged: {evidence}", evidence=evidence)
            self.add(_whole(self._job, Verdict.JE, message))
        order = {name: index for index, name in enumerate(self.planned)}
        cases = sorted(self._results.values(), key=lambda case: order.get(case.name, len(order)))
        return Judgement(
            submission=self._job.submission.id,
            exercise=self._job.exercise.slug,
            started_at=self._started_at,
            wall_seconds=round(time.monotonic() - self._started, 4),
            sandbox=sandbox,
            grader_version=grader.__version__,
            cases=tuple(cases),
            score=_total(case.score for case in cases),
            max_score=_total(case.max_score for case in cases),
            suite=str(self._job.suite),
            files_digest=self._job.submission.digest,
            language=None if self._job.language == ENGLISH else self._job.language,
        )


def _total(values: Iterator[float]) -> float:
    return round(sum(values), 6)


@dataclass(slots=True)
class Attempt:
    """One judge process on one box."""

    job: Job
    box: Box
    trial: Trial
    open_case: str | None = None
    patience_seconds: float = 0.0
    """How long the judge process may be silent now."""
    silent: str | None = None
    """What there is to say of a box that has not answered at all."""
    unfit: str | None = None
    """Why the job cannot be done in such a box."""
    finished: bool = False
    unclean: bool = False
    uncollected: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Judge what is left; note in the trial how far that went."""
        self.be_patient(self.job.exercise.limits.wall_seconds)
        ours, theirs = socket.socketpair()
        process = start(self.job, self.box, theirs, self.trial.done)
        theirs.close()
        try:
            for event in self._events(ours):
                self.take(event)
        except (WireError, TimeoutError) as error:
            self.trial.faults.append(str(error))
        finally:
            ours.close()
            process.kill()
            process.join()
        self._settle(process.exitcode)

    def _events(self, events: socket.socket) -> Iterator[dict[str, Any]]:
        buffer = b""
        while True:
            events.settimeout(self.patience_seconds)
            try:
                data = events.recv(1 << 16)
            except TimeoutError:
                raise TimeoutError("the judge process fell silent") from None
            if not data:
                return
            *lines, buffer = (buffer + data).split(b"\n")
            yield from map(load_event, lines)

    def be_patient(self, wall_seconds: float) -> None:
        """Let the judge process be silent for as long as a case may take, and a while longer."""
        # What a case shares with others keeps to the exercise's own limits.
        most = max(wall_seconds, self.job.exercise.limits.wall_seconds)
        self.patience_seconds = most + SILENCE_SECONDS

    def take(self, event: dict[str, Any]) -> None:
        """Note what the judge process tells."""
        kind = event["event"]
        if kind == "collected":
            for case in event["cases"]:
                self.trial.planned.setdefault(case["name"], Planned(**case))
        elif kind == "started":
            self.open_case = event["name"]
            self.be_patient(event["wall_seconds"])
        elif kind == "case":
            self.open_case = None
            self._add(event["result"])
        elif kind == "uncollected":
            self.uncollected.append(f"{event['file']}: {event['text']}")
            self.trial.close_uncollected(event["file"], event["text"])
        elif kind == "silent":
            self.silent = event["text"]
        elif kind == "unfit":
            self.unfit = event["text"]
        elif kind == "unclean":
            self.unclean = True
        elif kind == "fault":
            self.trial.faults.append(event["text"])
        elif kind == "finished":
            self.finished = True

    def _add(self, result: CaseResult) -> None:
        # A box that the kernel killed for its memory looks to the judge like one that vanished.
        lost = result.verdict is Verdict.JE and result.message.startswith(BOX_LOST)
        if lost and self.box.fate().out_of_memory:
            result = _out_of_memory(result, self.job.exercise.limits)
        elif lost:
            self.trial.faults.append(result.message)
        self.trial.add(result)

    def _settle(self, exit_code: int | None) -> None:
        if self.uncollected:
            text = "\n".join(self.uncollected)
            self.trial.faults.append(f"a test file could not be collected: {text}")
        if not self.finished:
            place = "" if self.open_case is None else f" in {self.open_case}"
            self.trial.faults.append(f"the judge process ended with status {exit_code}{place}")
        if self.open_case is not None:
            message = _("The judge ended in this case (status {code}).", code=exit_code)
            self.trial.close_open_case(self.open_case, Verdict.JE, message)
        left = self.trial.planned.keys() - self.trial.done
        planned = bool(self.trial.planned) or (self.finished and not self.unclean)
        self.trial.complete = planned and not left


def _out_of_memory(result: CaseResult, limits: Limits) -> CaseResult:
    return replace(
        result,
        verdict=Verdict.MLE,
        message=_(
            "The program needed more than {size} MiB of memory.", size=limits.memory_bytes >> 20
        ),
        help=_("Look for a list or a queue that grows without end."),
    )


# -- judge processes ------------------------------------------------------------------------------

_server_lock = threading.Lock()


def start(job: Job, box: Box, events: socket.socket, done: frozenset[str]) -> Any:
    """Fork a judge process from the server that has pytest loaded already."""
    from grader.judge import process

    context = multiprocessing.get_context("forkserver")
    with _server_lock:
        context.set_forkserver_preload(["grader.judge.server"])
        judge_process = context.Process(
            target=process.main,
            args=(job, box.stream, events),
            kwargs={
                "multiplexed": box.multiplexed,
                "base_uid": box.base_uid,
                "done": done,
                "start_seconds": link.START_SECONDS,
            },
        )
        judge_process.start()
    return judge_process


__all__ = ["Trial", "judge", "refuse"]
