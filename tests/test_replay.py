"""What can be run again, and whether the same came of it; the command on hand-made judgements."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from grader.commands import replay as command
from grader.commands.recent import Recent
from grader.errors import UsageError
from grader.judge import Job, Suite
from grader.model import CaseResult, Granularity, Judgement, Submission, Verdict
from grader.replay import choose_case, differences, replay_job
from grader.store import Store
from tests.support import orders
from tests.support.builders import a_case, a_judgement, a_submission, an_exercise
from tests.support.commands import Ended, grader, write_course

FILES = {"adder.py": b"def add(a, b):\n    return a - b\n"}


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep what commands remember out of the home of whoever runs the tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def a_race(name: str = "test_race", **changes: Any) -> CaseResult:
    values = {"message": "2 - 1 is lost.", "explanation": orders.lost_update()} | changes
    return a_case(name, values.pop("verdict", "WA"), **values)


# -- which case -----------------------------------------------------------------------------------


def test_the_only_case_that_can_be_replayed_need_not_be_named() -> None:
    judgement = a_judgement(a_case("test_a"), a_race("test_b"), a_case("test_c", "WA"))
    assert choose_case(judgement, None).name == "test_b"
    assert choose_case(judgement, "test_b").name == "test_b"


@pytest.mark.parametrize(
    ("name", "said", "hint"),
    [
        (None, "2 cases of this judgement can be run again; name one.", "test_b, test_c"),
        ("test_oddd", "no case 'test_oddd'", "Did you mean test_odd?"),
        ("zzz", "no case 'zzz'", "test_b, test_c"),
        ("test_a", "it passed, and there is no order that broke it", "test_b"),
        ("test_plain", "no order of steps is told", "test_b"),
        ("test_odd", "did not break it each time", "test_b"),
    ],
)
def test_a_case_that_cannot_be_replayed_is_told(name: str | None, said: str, hint: str) -> None:
    odd = a_race("test_odd", explanation=orders.lost_update(replayable=False))
    plain = a_case("test_plain", "WA")
    judgement = a_judgement(a_case("test_a"), a_race("test_b"), a_race("test_c"), plain, odd)
    with pytest.raises(UsageError) as told:
        choose_case(judgement, name)
    assert said in told.value.what
    assert hint in str(told.value.hint)


def test_nothing_can_be_replayed() -> None:
    with pytest.raises(UsageError, match="No case of this judgement can be run again"):
        choose_case(a_judgement(), None)


# -- what is run ----------------------------------------------------------------------------------


def test_the_job_is_the_one_case_in_its_own_order(tmp_path: Path) -> None:
    case, exercise = a_race(), an_exercise(tmp_path)
    digest = Submission(id="x", files=FILES).digest
    judgement = a_judgement(case, suite="visible", files_digest=digest)
    job = replay_job(judgement, case, exercise, FILES)
    assert (job.only, job.suite, job.submission.files) == ("test_race", Suite.VISIBLE, FILES)
    assert job.schedule is not None
    assert job.schedule.strategy == "replay"
    assert job.schedule.choices == ("0.1", "0.2", "0.2", "0.1")
    assert (job.schedule.granularity, job.schedule.python) == (Granularity.LINES, "3.11")
    assert replay_job(replace(judgement, suite="all"), case, exercise, FILES).suite is Suite.ALL


def test_other_files_are_refused(tmp_path: Path) -> None:
    judgement = a_judgement(a_race(), files_digest=a_submission().digest)
    with pytest.raises(UsageError, match="not the code that was judged"):
        replay_job(judgement, judgement.cases[0], an_exercise(tmp_path), FILES)
    unknown = replace(judgement, files_digest=None)
    assert replay_job(unknown, judgement.cases[0], an_exercise(tmp_path / "b"), FILES)


# -- whether it was the same ----------------------------------------------------------------------


def changed(change: Callable[[list[dict[str, Any]]], object]) -> CaseResult:
    explanation = orders.lost_update()
    change(explanation["schedule"]["steps"])
    return a_race(explanation=explanation)


def test_the_same_failure_differs_in_nothing() -> None:
    assert differences(a_race(), a_race()) == ()
    at = [a_race(message=f"<Lock at 0x7f{n}a> is held") for n in range(2)]
    assert differences(*at) == ()
    slower = replace(a_race(), wall_seconds=9.0, stdout="x")
    assert differences(a_race(), slower) == ()


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (a_case("test_race"), "It ended with the verdict Accepted, not Wrong answer."),
        (a_race(verdict="DL"), "It ended with the verdict Deadlock, not Wrong answer."),
        (a_race(message="3 is lost."), "It said: 3 is lost.\nnot: 2 - 1 is lost."),
        (a_race(explanation=None), "It does not tell which steps it took."),
        (changed(lambda s: s.pop()), "It took fewer steps: 25, not 26."),
        (changed(lambda s: s.append(s[-1])), "It took more steps: 27, not 26."),
        (
            changed(lambda s: s[16].update(task="0.1", line=12)),
            "At step 17 it was Thread-1 at account.py:12, not Thread-2 at account.py:9.",
        ),
        (changed(lambda s: s[16].update(op="read")), "At step 17 it was Thread-2"),
    ],
)
def test_another_outcome_is_told(found: CaseResult, said: str) -> None:
    assert any(text.startswith(said) for text in differences(a_race(), found))


def test_what_is_said_in_another_language_is_not_compared() -> None:
    found = a_race(message="丢失了 2 - 1。")
    assert differences(a_race(), found)
    assert differences(a_race(), found, same_language=False) == ()
    assert differences(a_race(), replace(found, verdict=Verdict.DL), same_language=False)


# -- the command ----------------------------------------------------------------------------------


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


@pytest.fixture
def judged(tmp_path: Path) -> Path:
    """Store a judgement as `grade` does, and return its file."""
    submission = Submission(id="ann", files=FILES)
    judgement = a_judgement(
        a_case("test_zero"),
        a_race(),
        submission="ann",
        sandbox="local",
        files_digest=submission.digest,
    )
    return Store(tmp_path / "grades").save(judgement, submission=submission)


class Judge:
    """Stand in for a judge: it says what it is told to, and remembers what it was asked."""

    def __init__(self, *cases: CaseResult) -> None:
        self.jobs: list[Job] = []
        self._cases = cases

    def __call__(self, job: Job, driver: object) -> Judgement:
        self.jobs.append(job)
        return a_judgement(*self._cases)


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Judge]:
    def judge_with(*cases: CaseResult) -> Judge:
        stand_in = Judge(*cases)
        monkeypatch.setattr(command, "judge", stand_in)
        return stand_in

    return judge_with


def replay(course: Path, *words: str | Path) -> Ended:
    return grader("replay", "--exercises", course, "--trust-submissions", *words)


def test_the_same_failure_is_shown_again(
    course: Path, judged: Path, judge: Callable[..., Judge]
) -> None:
    asked = judge(a_race())
    ended = replay(course, judged, "test_race")
    assert ended.code == 0, ended.err
    (job,) = asked.jobs
    assert (job.only, job.submission.files) == ("test_race", FILES)
    for part in ("Adder (adder): test_race, 26 steps", "2 - 1 is lost.", "writes balance: 70"):
        assert part in ended.out
    assert ended.out.endswith("The same failure, after the same steps.\n")


def test_another_outcome_is_a_failure(
    course: Path, judged: Path, judge: Callable[..., Judge]
) -> None:
    judge(a_case("test_race"))
    ended = replay(course, judged, "test_race")
    assert ended.code == 1
    assert "This is not the failure that was to be seen again:" in ended.out
    assert "- It ended with the verdict Accepted, not Wrong answer." in ended.out


def test_a_judge_error_is_our_fault(
    course: Path, judged: Path, judge: Callable[..., Judge]
) -> None:
    judge(a_case("submission", "JE", message="No box."))
    ended = replay(course, judged, "test_race")
    assert ended.code == 3
    assert "The grader failed, not the program." in ended.out


def test_the_trace_is_written(
    course: Path, judged: Path, judge: Callable[..., Judge], tmp_path: Path
) -> None:
    judge(a_race())
    ended = replay(course, judged, "--trace", tmp_path / "new" / "race.json")
    assert ended.code == 0
    trace = json.loads((tmp_path / "new" / "race.json").read_text())
    assert trace["otherData"]["title"] == "test_race"
    assert "race.json" in ended.err
    assert replay(course, judged, "--trace", tmp_path).code == 2


def test_without_a_terminal_all_steps_are_walked_through(
    course: Path, judged: Path, judge: Callable[..., Judge]
) -> None:
    judge(a_race())
    ended = replay(course, judged, "--step")
    assert ended.code == 0
    assert ended.out.count("● reads balance: 100") == 2
    assert "11 steps" not in ended.out, "a fold hides steps"
    assert ended.out.endswith("The same failure, after the same steps.\n")


def test_the_files_that_were_judged_are_found_among_those_given(
    course: Path, judged: Path, judge: Callable[..., Judge], tmp_path: Path
) -> None:
    for student, code in (("bob", b"x = 1\n"), ("zoe", FILES["adder.py"])):
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "adder.py").write_bytes(code)
    judged = judged.rename(tmp_path / "moved.json")
    missing = replay(course, judged)
    assert missing.code == 2
    assert "--submission PATH" in missing.err
    asked = judge(a_race())
    assert replay(course, judged, "--submission", tmp_path / "class").code == 0
    assert asked.jobs[0].submission.files == FILES
    other = replay(course, judged, "--submission", tmp_path / "class/bob/adder.py")
    assert other.code == 2
    assert "This is not the code that was judged" in other.err
    assert len(asked.jobs) == 1


def test_what_is_kept_is_checked_against_the_judgement(
    course: Path, judged: Path, judge: Callable[..., Judge]
) -> None:
    judge()
    store = Store(judged.parent.parent)
    other = a_submission("ann", {"adder.py": "add = sum\n"})
    data = judged.read_bytes()
    store.save(a_judgement(a_race(), submission="ann"), submission=other)
    judged.write_bytes(data)
    ended = replay(course, judged, "test_race")
    assert ended.code == 2
    assert "This is not the code that was judged" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nothing.json"], "There is no judgement 'nothing.json'"),
        (["adder"], "no check of such an exercise"),
        (["../adder"], "There is no judgement"),
        (["{broken}"], "is not JSON"),
        (["{judged}", "test_rac"], "Did you mean test_race?"),
        (["{judged}", "test_zero"], "it passed"),
    ],
)
def test_what_cannot_be_tried_is_told(
    course: Path, judged: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    ended = replay(course, *(word.format(judged=judged, broken=broken) for word in words))
    assert ended.code == 2
    assert said in ended.err
    assert "Hint: " in ended.err


def test_code_of_others_is_not_run_unisolated_unasked(
    course: Path, judged: Path, judge: Callable[..., Judge], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[dict[str, Any]] = []

    def prepare(name: str, **how: Any) -> object:
        asked.append({"name": name, "trusted": how["trusted"]})
        return object()

    monkeypatch.setattr(command, "prepare", prepare)
    judge(a_race())
    submission = Submission(id="me", files=FILES)
    Recent("check").keep(a_judgement(a_race(), submission="me"), submission)
    grader("replay", "--exercises", course, judged, "test_race")
    grader("replay", "--exercises", course, judged, "test_race", "--trust-submissions")
    grader("replay", "--exercises", course, "adder", "--sandbox", "docker")
    assert asked == [
        {"name": "local", "trusted": False},
        {"name": "local", "trusted": True},
        {"name": "docker", "trusted": True},
    ]


# -- what commands remember -----------------------------------------------------------------------


def test_the_last_judgement_of_an_exercise_is_found(state: Path) -> None:
    recent = Recent("check")
    assert recent.find("adder") is None
    path = recent.keep(a_judgement(a_race(), submission="me"), a_submission("me"))
    assert path is not None
    assert path == recent.find("adder") == state / "grader/check/judgements/me__adder.json"
    assert recent.find("add") is None
    recent.clear("add")
    assert recent.find("adder") == path
    recent.clear("adder")
    assert [path for path in state.rglob("*") if path.is_file()] == []


def test_what_cannot_be_repeated_is_not_remembered(state: Path) -> None:
    assert Recent("check").keep(a_judgement(), a_submission()) is None
    assert not state.exists()


def test_a_state_folder_that_cannot_be_written_harms_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    recent = Recent("check")
    recent.clear("adder")
    assert recent.keep(a_judgement(a_race()), a_submission()) is None
    assert recent.find("adder") is None


@pytest.mark.parametrize("slug", ["*", "../x", "a__b", "", "[ad]der"])
def test_only_slugs_are_looked_for(slug: str) -> None:
    Recent("check").keep(a_judgement(a_race()), a_submission())
    assert Recent("check").find(slug) is None
