"""Known solutions against expectations: right ones pass, each mismatch is counted and named."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from grader.events import OnCase
from grader.judge import Job, Suite
from grader.model import Exercise, Judgement
from grader.sandbox.base import Driver
from grader.verify import verify
from tests.support.builders import a_case, a_judgement, an_exercise
from tests.test_batch import NoDriver

SOLUTIONS = {
    "accepted/plus.py": "def add(a, b):\n    return a + b\n",
    "wrong_answer/minus.py": "def add(a, b):\n    return a - b\n",
}
MANIFEST = 'title = "Adder"\npoints = 2.5\nfiles = ["adder.py"]\n'


def exercise(folder: Path) -> Exercise:
    return an_exercise(folder, solutions=SOLUTIONS)


def judge_by_sign(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
    """Judge as the real tests would: a sum is right, a difference is not."""
    assert job.suite is Suite.ALL
    right = b"a + b" in job.submission.files["adder.py"]
    return a_judgement(a_case(verdict="AC" if right else "WA"), submission=job.submission.id)


def test_known_solutions_that_get_what_they_must_have_no_mismatch(tmp_path: Path) -> None:
    trials = verify([exercise(tmp_path)], NoDriver(), slots=2, work=judge_by_sign)
    assert [trial.solution.name for trial in trials] == [
        "accepted/plus.py",
        "wrong_answer/minus.py",
    ]
    assert [trial.mismatches for trial in trials] == [(), ()]


def test_a_wrong_solution_that_passes_is_a_mismatch(tmp_path: Path) -> None:
    def accept_all(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        return a_judgement(submission=job.submission.id)

    trials = verify([exercise(tmp_path)], NoDriver(), slots=1, work=accept_all)
    assert [bool(trial.mismatches) for trial in trials] == [False, True]


def test_points_that_the_cases_do_not_add_up_to_are_a_mismatch(tmp_path: Path) -> None:
    adder = an_exercise(tmp_path, solutions=SOLUTIONS, manifest=MANIFEST)
    trials = verify([adder], NoDriver(), slots=1, work=judge_by_sign)
    said = "the cases are worth 1 points, but exercise.toml says 2.5"
    assert [trial.mismatches for trial in trials] == [(said,), ()]


def test_repetitions_are_told_apart_by_how_many_failed(tmp_path: Path) -> None:
    seen: list[str] = []

    def fail_once(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        seen.append(job.submission.id)
        if len(seen) == 1:
            return a_judgement(a_case(verdict="TLE"), submission=job.submission.id)
        return judge_by_sign(job, driver, slot=slot, on_case=on_case)

    trials = verify([exercise(tmp_path)], NoDriver(), slots=1, repeat=3, work=fail_once)
    assert [len(trial.judgements) for trial in trials] == [3, 3]
    assert trials[0].mismatches
    assert all(text.startswith("in 1 of 3 runs: ") for text in trials[0].mismatches)
    assert trials[1].mismatches == ()


def test_no_repetition_waits_for_the_last_one_of_the_one_before(tmp_path: Path) -> None:
    minus_again = threading.Event()
    seen: Counter[str] = Counter()

    def hold_the_first(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        seen[job.submission.id] += 1
        if seen["wrong_answer-minus"] == 2:
            minus_again.set()
        if seen == {"accepted-plus": 1}:
            assert minus_again.wait(10)
        return judge_by_sign(job, driver, slot=slot, on_case=on_case)

    trials = verify([exercise(tmp_path)], NoDriver(), slots=2, repeat=2, work=hold_the_first)
    assert [trial.mismatches for trial in trials] == [(), ()]


@dataclass
class Counting:
    """Judge by sign, and count how often each submission was judged."""

    seen: Counter[str] = field(default_factory=Counter)

    def __call__(self, job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        self.seen[job.submission.id] += 1
        return judge_by_sign(job, driver, slot=slot, on_case=on_case)


def test_what_went_as_expected_is_not_judged_again(tmp_path: Path) -> None:
    adder, cache, work = exercise(tmp_path / "adder"), tmp_path / "cache", Counting()
    first = verify([adder], NoDriver(), slots=2, cache=cache, work=work)
    again = verify([adder], NoDriver(), slots=2, cache=cache, work=work)
    assert set(work.seen.values()) == {1}
    assert again == first


def test_each_repetition_is_kept_by_itself(tmp_path: Path) -> None:
    adder, cache, work = exercise(tmp_path / "adder"), tmp_path / "cache", Counting()
    verify([adder], NoDriver(), slots=1, repeat=2, cache=cache, work=work)
    trials = verify([adder], NoDriver(), slots=1, repeat=3, cache=cache, work=work)
    assert set(work.seen.values()) == {3}
    assert [len(trial.judgements) for trial in trials] == [3, 3]


def test_a_mismatch_is_judged_again(tmp_path: Path) -> None:
    adder, cache, work = exercise(tmp_path / "adder"), tmp_path / "cache", Counting()

    def accept_all(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        return a_judgement(submission=job.submission.id)

    verify([adder], NoDriver(), slots=1, cache=cache, work=accept_all)
    verify([adder], NoDriver(), slots=1, cache=cache, work=work)
    assert work.seen == {"wrong_answer-minus": 1}


@pytest.mark.parametrize("changed", ["tests/hidden/test_adder.py", "exercise.toml"])
def test_a_changed_exercise_is_judged_again(tmp_path: Path, changed: str) -> None:
    adder, cache, work = exercise(tmp_path / "adder"), tmp_path / "cache", Counting()
    verify([adder], NoDriver(), slots=1, cache=cache, work=work)
    with (adder.root / changed).open("a") as file:
        file.write("\n# changed\n")
    verify([adder], NoDriver(), slots=1, cache=cache, work=work)
    assert set(work.seen.values()) == {2}


def test_changed_code_of_the_grader_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adder, cache, work = exercise(tmp_path / "adder"), tmp_path / "cache", Counting()
    verify([adder], NoDriver(), slots=1, cache=cache, work=work)
    monkeypatch.setattr("grader.verify.code_digest", lambda: "other")
    verify([adder], NoDriver(), slots=1, cache=cache, work=work)
    assert set(work.seen.values()) == {2}


def test_what_had_no_time_has_no_trial(tmp_path: Path) -> None:
    work = Counting()
    adder = exercise(tmp_path)
    trials = verify([adder], NoDriver(), slots=1, enough=lambda: bool(work.seen), work=work)
    assert [trial.solution.submission.id for trial in trials] == list(work.seen)
    assert len(trials) == 1
