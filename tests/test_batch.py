"""Batches: results in order and stored at once, nothing lost on errors, ^C or a full disk."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import pytest

from grader.batch import MACHINE_FAILURES_IN_A_ROW, run
from grader.errors import SandboxUnavailable, StoreError
from grader.events import CaseFinished, Event, Failed, Finished, OnCase, Skipped, Started
from grader.judge import Job, Suite
from grader.model import CaseResult, Exercise, Judgement, Limits, Submission, Verdict
from grader.sandbox.base import Box, Driver

EXERCISE = Exercise(
    slug="sums", title="Sums", root=Path("sums"), solutions=None, points=2.0, files=("sums.py",)
)


class NoDriver:
    """Open no boxes: these tests judge without one."""

    name = "fake"

    def gaps(self) -> tuple[str, ...]:
        return ()

    def prepare(self) -> None:
        pass

    def fingerprint(self) -> str:
        return "none"

    def open(self, limits: Limits, *, slot: int = 0) -> Box:
        raise AssertionError("no box is needed")


class Memory:
    """A ledger that a test can look into."""

    def __init__(self, *, room: int = 1000) -> None:
        self.kept: dict[str, Judgement] = {}
        self.room = room

    def recall(self, job: Job) -> Judgement | None:
        return self.kept.get(job.submission.id)

    def keep(self, job: Job, judgement: Judgement) -> None:
        if len(self.kept) >= self.room:
            raise StoreError("No space left on device")
        self.kept[job.submission.id] = judgement


def job(number: int) -> Job:
    return Job(exercise=EXERCISE, submission=Submission(id=f"s{number}"), suite=Suite.ALL)


def case(verdict: Verdict = Verdict.AC) -> CaseResult:
    return CaseResult(
        name="test_sum",
        verdict=verdict,
        score=2.0 * verdict.passed,
        max_score=2.0,
        wall_seconds=0.1,
        visible=True,
        message="",
        help="",
    )


def judgement(job: Job, verdict: Verdict = Verdict.AC) -> Judgement:
    return Judgement(
        submission=job.submission.id,
        exercise=job.exercise.slug,
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        wall_seconds=0.1,
        sandbox="fake",
        grader_version="0",
        cases=(case(verdict),),
        score=2.0 * verdict.passed,
        max_score=2.0,
    )


def accept(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
    on_case(case())
    return judgement(job)


def work_that(action: Callable[[Job, int], None]) -> Callable[..., Judgement]:
    def work(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        action(job, slot)
        return judgement(job)

    return work


def ids(judgements: tuple[Judgement, ...]) -> list[str]:
    return [each.submission for each in judgements]


def test_judgements_come_back_in_the_order_of_the_jobs() -> None:
    last_is_done = threading.Event()

    def wait_unless_last(job: Job, slot: int) -> None:
        if job.submission.id == "s3":
            last_is_done.set()
        assert last_is_done.wait(30)

    jobs = [job(n) for n in range(4)]
    result = run(jobs, NoDriver(), slots=4, work=work_that(wait_unless_last))
    assert ids(result) == ["s0", "s1", "s2", "s3"]


def test_never_more_at_a_time_than_slots_and_each_slot_is_used_once_at_a_time() -> None:
    lock = threading.Lock()
    both = threading.Barrier(2)
    busy: set[int] = set()
    most = 0

    def occupy(job: Job, slot: int) -> None:
        nonlocal most
        with lock:
            assert slot not in busy
            busy.add(slot)
            most = max(most, len(busy))
        both.wait(30)
        with lock:
            busy.discard(slot)

    result = run([job(n) for n in range(6)], NoDriver(), slots=2, work=work_that(occupy))
    assert [each.verdict for each in result] == [Verdict.AC] * 6
    assert most == 2


def test_events_tell_the_story_of_a_job_in_the_callers_thread() -> None:
    seen: list[Event] = []
    threads = set()

    def listen(event: Event) -> None:
        seen.append(event)
        threads.add(threading.current_thread())

    run([job(1)], NoDriver(), slots=1, work=accept, on_event=listen)
    assert [type(event) for event in seen] == [Started, CaseFinished, Finished]
    assert threads == {threading.current_thread()}


def test_a_judgement_is_stored_before_the_next_job_is_done() -> None:
    ledger = Memory()

    def look(job: Job, slot: int) -> None:
        assert sorted(ledger.kept) == [f"s{n}" for n in range(int(job.submission.id[1:]))]

    result = run(
        [job(n) for n in range(3)], NoDriver(), slots=1, work=work_that(look), ledger=ledger
    )
    assert [each.verdict for each in result] == [Verdict.AC] * 3


def test_what_is_stored_is_not_judged_again_unless_forced() -> None:
    ledger = Memory()
    jobs = [job(1), job(2)]
    run(jobs[:1], NoDriver(), slots=1, work=accept, ledger=ledger)
    judged: list[str] = []
    events: list[Event] = []
    work = work_that(lambda job, slot: judged.append(job.submission.id))
    result = run(jobs, NoDriver(), slots=1, work=work, ledger=ledger, on_event=events.append)
    assert judged == ["s2"]
    assert ids(result) == ["s1", "s2"]
    assert isinstance(events[0], Skipped)
    run(jobs, NoDriver(), slots=1, work=work, ledger=ledger, force=True)
    assert judged == ["s2", "s1", "s2"]


def test_a_stored_judge_error_is_judged_again() -> None:
    ledger = Memory()
    ledger.keep(job(1), judgement(job(1), Verdict.JE))
    (result,) = run([job(1)], NoDriver(), slots=1, work=accept, ledger=ledger)
    assert result.verdict is Verdict.AC


def test_an_exception_becomes_a_judge_error_with_evidence_and_the_others_go_on() -> None:
    def break_one(job: Job, slot: int) -> None:
        if job.submission.id == "s1":
            raise ZeroDivisionError("the suite is broken")

    ledger = Memory()
    events: list[Event] = []
    result = run(
        [job(n) for n in range(3)],
        NoDriver(),
        slots=1,
        work=work_that(break_one),
        ledger=ledger,
        on_event=events.append,
    )
    assert [each.verdict for each in result] == [Verdict.AC, Verdict.JE, Verdict.AC]
    (only,) = result[1].cases
    assert "ZeroDivisionError: the suite is broken" in only.message
    assert "in break_one" in only.stdout
    assert ledger.kept["s1"] == result[1]
    assert [type(e) for e in events if isinstance(e, Failed)] == [Failed]


def test_a_machine_that_fails_job_after_job_ends_the_batch() -> None:
    tried: list[str] = []

    def fail(job: Job, slot: int) -> None:
        tried.append(job.submission.id)
        raise SandboxUnavailable("the engine is gone")

    with pytest.raises(SandboxUnavailable, match="the engine is gone"):
        run([job(n) for n in range(20)], NoDriver(), slots=1, work=work_that(fail))
    assert len(tried) == MACHINE_FAILURES_IN_A_ROW


def test_a_machine_that_fails_now_and_then_does_not() -> None:
    def fail_often(job: Job, slot: int) -> None:
        if int(job.submission.id[1:]) % MACHINE_FAILURES_IN_A_ROW:
            raise SandboxUnavailable("busy")

    result = run([job(n) for n in range(12)], NoDriver(), slots=1, work=work_that(fail_often))
    assert sum(each.verdict is Verdict.JE for each in result) == 8


def test_a_full_disk_stops_the_batch_and_keeps_what_was_stored() -> None:
    ledger = Memory(room=2)
    with pytest.raises(StoreError, match="No space left"):
        run([job(n) for n in range(5)], NoDriver(), slots=1, work=accept, ledger=ledger)
    assert sorted(ledger.kept) == ["s0", "s1"]
    ledger.room = 100
    result = run([job(n) for n in range(5)], NoDriver(), slots=1, work=accept, ledger=ledger)
    assert len(result) == len(ledger.kept) == 5


class StuckBox:
    """A box whose judge waits until it is closed."""

    name = "stuck"
    multiplexed = False
    base_uid = None

    def __init__(self) -> None:
        self.closed = threading.Event()

    def close(self) -> None:
        self.closed.set()


class StuckDriver(NoDriver):
    def open(self, limits: Limits, *, slot: int = 0) -> Box:
        return StuckBox()  # type: ignore[return-value]


def test_an_interrupt_closes_every_box_keeps_what_is_finished_and_starts_nothing_more() -> None:
    started: list[str] = []

    def judge_in_box(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        started.append(job.submission.id)
        if job.submission.id == "s0":
            return judgement(job)
        box = driver.open(EXERCISE.limits, slot=slot)
        on_case(case())
        assert box._box.closed.wait(30)  # type: ignore[attr-defined]
        return judgement(job, Verdict.RTE)

    def interrupt(event: Event) -> None:
        if isinstance(event, CaseFinished):
            raise KeyboardInterrupt

    ledger = Memory()
    with pytest.raises(KeyboardInterrupt):
        run(
            [job(n) for n in range(5)],
            StuckDriver(),
            slots=1,
            work=judge_in_box,
            ledger=ledger,
            on_event=interrupt,
        )
    assert started == ["s0", "s1"]
    assert list(ledger.kept) == ["s0"]


def test_another_executor_judges_in_its_own_processes() -> None:
    events: list[Event] = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        result = run(
            [job(n) for n in range(3)],
            NoDriver(),
            slots=2,
            executor=executor,
            work=accept,
            on_event=events.append,
        )
    assert ids(result) == ["s0", "s1", "s2"]
    assert sum(isinstance(event, CaseFinished) for event in events) == 3


def test_a_refused_submission_tells_its_case_all_the_same() -> None:
    refused = replace(job(1), submission=Submission(id="s1", problem="Nothing was handed in."))
    events: list[Event] = []
    run([refused], NoDriver(), slots=1, on_event=events.append)
    told = [event.case for event in events if isinstance(event, CaseFinished)]
    assert [each.message for each in told] == ["Nothing was handed in."]


def test_nothing_is_begun_once_there_is_enough_but_what_is_known_counts() -> None:
    known = Memory()
    known.kept["s3"] = judgement(job(3))
    judged: list[str] = []

    def work(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        judged.append(job.submission.id)
        return judgement(job)

    result = run(
        [job(number) for number in range(5)],
        NoDriver(),
        slots=1,
        ledger=known,
        enough=lambda: len(judged) == 2,
        work=work,
    )
    assert judged == ["s0", "s1"]
    assert [each.submission for each in result] == ["s0", "s1", "s3"]
