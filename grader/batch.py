"""Many submissions onto any `concurrent.futures.Executor`.

    jobs ──> free slot? ──> executor ──> mail ──> ledger, then on_event
                 ^                        │
                 └────────────────────────┘  a slot comes back with its job's result

No more jobs are handed out than there are slots, so that stopping early leaves nothing queued.
All events, and everything written, pass through the one thread that called `run`.
"""

from __future__ import annotations

import heapq
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from queue import Empty, SimpleQueue
from typing import Protocol

from grader import __version__
from grader.errors import EnvironmentProblem, GraderError, StoreError
from grader.events import (
    CaseFinished,
    Failed,
    Finished,
    OnCase,
    OnEvent,
    Skipped,
    Started,
    ignore,
)
from grader.judge import Job, judge
from grader.model import CaseResult, Judgement, Verdict
from grader.sandbox.base import Driver
from grader.sandbox.recall import RecallDriver
from grader.words import ENGLISH, _

MACHINE_FAILURES_IN_A_ROW = 3
"""So many jobs that fail for the machine's reasons, one after the other, end the batch."""
EVIDENCE_LINES = 30
"""How much of a traceback a judge error keeps."""


class Ledger(Protocol):
    """Keep judgements, and know which jobs need no judging."""

    def recall(self, job: Job) -> Judgement | None:
        """Return what is stored for exactly this job, or None."""
        ...

    def keep(self, job: Job, judgement: Judgement) -> None:
        """Store a judgement whole.

        Raises:
            StoreError: when it cannot be written.
        """
        ...


class Work(Protocol):
    """Judge one job: `grader.judge.judge`, but for tests."""

    def __call__(self, job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        """Judge the job in a box of the slot, telling each case as it ends."""
        ...


def never() -> bool:
    """Say no."""
    return False


def run(
    jobs: Iterable[Job],
    driver: Driver,
    *,
    slots: int,
    executor: Executor | None = None,
    ledger: Ledger | None = None,
    force: bool = False,
    enough: Callable[[], bool] = never,
    on_event: OnEvent = ignore,
    work: Work = judge,
) -> tuple[Judgement, ...]:
    """Judge every job and return the judgements in the jobs' order.

    What the ledger knows is not judged again, unless forced; a judge error always is. An exception
    in a job makes a judge error of it, and the others go on. Once there is `enough`, nothing more
    is begun: what is neither known nor judged by then is missing from the result. Without an
    executor, jobs run in threads: each judge is a process of its own anyway.

    Raises:
        StoreError: when a judgement cannot be written; those written before stay.
        EnvironmentProblem: when the machine fails job after job.
        KeyboardInterrupt: on ^C, after every box was closed; finished judgements are stored.
    """
    batch = partial(
        _Batch,
        jobs=jobs,
        slots=slots,
        ledger=ledger,
        force=force,
        enough=enough,
        on_event=on_event,
        work=work,
    )
    if executor is not None:
        return batch(driver=driver, executor=executor, live=False).finish()
    recall = RecallDriver(driver)
    with ThreadPoolExecutor(slots, thread_name_prefix="judge") as threads:
        try:
            return batch(driver=recall, executor=threads, live=True).finish()
        except BaseException:
            recall.recall()
            raise


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """Carry what came of a job that was handed out."""

    index: int
    slot: int
    started_at: datetime
    future: Future[Judgement]


class _Batch:
    """One call of `run`: `finish` once, then throw away."""

    def __init__(
        self,
        *,
        jobs: Iterable[Job],
        driver: Driver,
        executor: Executor,
        slots: int,
        ledger: Ledger | None,
        force: bool,
        enough: Callable[[], bool],
        on_event: OnEvent,
        work: Work,
        live: bool,
    ) -> None:
        self._jobs: Sequence[Job] = tuple(jobs)
        self._driver = driver
        self._executor = executor
        self._ledger = ledger
        self._force = force
        self._enough = enough
        self._on_event = on_event
        self._work = work
        self._live = live
        """Whether cases come in one by one, which takes an executor in this process."""
        self._waiting = deque(range(len(self._jobs)))
        self._free = list(range(slots))
        self._running = 0
        self._machine_failures = 0
        self._mail: SimpleQueue[CaseFinished | _Done] = SimpleQueue()
        self._judgements: dict[int, Judgement] = {}

    def finish(self) -> tuple[Judgement, ...]:
        """Judge all that waits."""
        try:
            self._hand_out()
            while self._running:
                self._take_in(self._mail.get())
                self._hand_out()
        except BaseException:
            self._save_what_came()
            raise
        return tuple(judgement for _index, judgement in sorted(self._judgements.items()))

    def _hand_out(self) -> None:
        while self._waiting and self._free:
            index = self._waiting.popleft()
            job = self._jobs[index]
            known = self._known(job)
            if known is not None:
                self._judgements[index] = known
                self._on_event(Skipped(job=job, judgement=known))
            elif not self._enough():
                self._start(index, heapq.heappop(self._free))

    def _known(self, job: Job) -> Judgement | None:
        if self._ledger is None or self._force:
            return None
        judgement = self._ledger.recall(job)
        # A judge error was our fault or the machine's, and may be gone by now.
        return judgement if judgement is not None and judgement.verdict.scored else None

    def _start(self, index: int, slot: int) -> None:
        job = self._jobs[index]
        started_at = datetime.now(UTC)
        on_case = self._case_teller(job) if self._live else ignore
        future = self._executor.submit(self._work, job, self._driver, slot=slot, on_case=on_case)
        self._running += 1
        self._on_event(Started(job=job, slot=slot))
        future.add_done_callback(
            lambda done: self._mail.put(
                _Done(index=index, slot=slot, started_at=started_at, future=done)
            )
        )

    def _case_teller(self, job: Job) -> OnCase:
        return lambda case: self._mail.put(CaseFinished(job=job, case=case))

    def _take_in(self, letter: CaseFinished | _Done) -> None:
        if isinstance(letter, CaseFinished):
            self._on_event(letter)
            return
        self._running -= 1
        heapq.heappush(self._free, letter.slot)
        error = letter.future.exception()
        if error is None:
            self._accept(letter.index, letter.future.result())
        else:
            self._fail(letter.index, error, letter.started_at)

    def _accept(self, index: int, judgement: Judgement) -> None:
        job = self._jobs[index]
        self._keep(index, judgement)
        # What is refused as a whole has no cases that could have been told of.
        if not self._live or job.submission.problem is not None:
            for case in judgement.cases:
                self._on_event(CaseFinished(job=job, case=case))
        if job.submission.problem is None:
            self._machine_failures = 0
        self._on_event(Finished(job=job, judgement=judgement))

    def _fail(self, index: int, error: BaseException, started_at: datetime) -> None:
        job = self._jobs[index]
        judgement = _judge_error(job, error, self._driver.name, started_at)
        self._keep(index, judgement)
        self._on_event(Failed(job=job, judgement=judgement, error=error))
        self._machine_failures += isinstance(error, EnvironmentProblem)
        if self._machine_failures >= MACHINE_FAILURES_IN_A_ROW:
            raise error

    def _keep(self, index: int, judgement: Judgement) -> None:
        self._judgements[index] = judgement
        if self._ledger is not None:
            self._ledger.keep(self._jobs[index], judgement)

    def _save_what_came(self) -> None:
        """Store the judgements that had arrived when the batch broke off, as far as can be."""
        with suppress(Empty):
            while True:
                letter = self._mail.get_nowait()
                if isinstance(letter, _Done) and letter.future.exception() is None:
                    with suppress(StoreError):
                        self._keep(letter.index, letter.future.result())


def _judge_error(job: Job, error: BaseException, sandbox: str, started_at: datetime) -> Judgement:
    """Make the judgement of a job whose judging raised."""
    case = CaseResult(
        name="submission",
        verdict=Verdict.JE,
        score=0.0,
        max_score=job.exercise.points,
        wall_seconds=0.0,
        visible=True,
        message=_("Judging failed: {error}", error=_say(error)),
        help=_("This is not the student's fault. Grade it again; finished submissions are kept."),
        stdout=_evidence(error),
    )
    return Judgement(
        submission=job.submission.id,
        exercise=job.exercise.slug,
        started_at=started_at,
        wall_seconds=(datetime.now(UTC) - started_at).total_seconds(),
        sandbox=sandbox,
        grader_version=__version__,
        cases=(case,),
        score=0.0,
        max_score=job.exercise.points,
        language=None if job.language == ENGLISH else job.language,
    )


def _say(error: BaseException) -> str:
    if isinstance(error, GraderError):
        return f"{error.where}: {error.what}" if error.where else error.what
    return f"{type(error).__name__}: {error}"


def _evidence(error: BaseException) -> str:
    lines = "".join(traceback.format_exception(error)).splitlines()
    return "\n".join(lines[-EVIDENCE_LINES:])
