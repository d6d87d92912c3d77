"""Judges and boxes that are killed in the middle: what is finished stays, what is left goes on."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from grader.errors import SandboxUnavailable
from grader.judge import Job, judge, link
from grader.judge.attempt import SILENCE_SECONDS, Attempt
from grader.model import CaseResult, Exercise, Judgement, Limits
from grader.sandbox import engine
from grader.sandbox.base import Box, Driver, Fate
from grader.sandbox.docker import DockerBox, DockerDriver
from grader.sandbox.local import LocalDriver
from grader.scoring import fraction
from tests.support.builders import a_submission, an_exercise

FIRST = "from adder import add\n\n\ndef test_first():\n    assert add(1, 1) == 2\n"
LAST = "from adder import add\n\n\ndef test_last():\n    assert add(2, 2) == 4\n"
KILLS_ITS_JUDGE = """
    import os
    import signal
    from adder import add

    def test_killed():
        assert add(1, 1) == 2
        os.kill(os.getpid(), signal.SIGKILL)
"""


def a_course(folder: Path, middle: dict[str, str], **details: Any) -> Exercise:
    hidden = {"test_1_first.py": FIRST, **middle, "test_9_last.py": LAST}
    return an_exercise(folder, visible={"test_none.py": ""}, hidden=hidden, **details)


def cases_of(judgement: Judgement) -> dict[str, CaseResult]:
    return {case.name: case for case in judgement.cases}


@dataclass(slots=True)
class Watched:
    """A driver whose boxes can be told apart, and that can be made to open no more."""

    driver: Driver
    most: int = 1000
    opened: list[Box] = field(default_factory=list)
    name: str = "watched"

    def gaps(self) -> tuple[str, ...]:
        return ()

    def prepare(self) -> None:
        self.driver.prepare()

    def open(self, limits: Limits, *, slot: int = 0) -> Box:
        if len(self.opened) >= self.most:
            raise SandboxUnavailable("no box is to be had")
        self.opened.append(self.driver.open(limits, slot=slot))
        return self.opened[-1]


@pytest.fixture
def local() -> Watched:
    return Watched(LocalDriver(isolated=False))


def test_a_killed_judge_loses_only_the_open_case(tmp_path: Path, local: Watched) -> None:
    heard: list[str] = []
    exercise = a_course(tmp_path, {"test_5_kills.py": KILLS_ITS_JUDGE})
    job = Job(exercise=exercise, submission=a_submission())
    judgement = judge(job, local, on_case=lambda case: heard.append(case.name))
    cases = cases_of(judgement)
    assert heard == ["test_first", "test_killed", "test_last"]
    assert [str(cases[name].verdict) for name in heard] == ["AC", "JE", "AC"]
    assert cases["test_killed"].message == "The judge ended in this case (status -9)."
    assert cases["test_killed"].score == 0
    assert len(local.opened) == 2


def test_three_killed_judges_are_enough(tmp_path: Path, local: Watched) -> None:
    kills = {
        f"test_{number}_kills.py": KILLS_ITS_JUDGE.replace("test_killed", f"test_killed_{number}")
        for number in range(2, 6)
    }
    exercise = a_course(tmp_path, kills)
    cases = cases_of(judge(Job(exercise=exercise, submission=a_submission()), local))
    assert len(local.opened) == 3
    assert str(cases["test_first"].verdict) == "AC"
    assert {str(case.verdict) for name, case in cases.items() if name != "test_first"} == {"JE"}
    for unjudged in ("test_killed_5", "test_last"):
        assert cases[unjudged].message.startswith("Not judged: ")
        for number in (2, 3, 4):
            assert f"status -9 in test_killed_{number}" in cases[unjudged].message


def test_cases_are_kept_where_no_second_box_is_to_be_had(tmp_path: Path, local: Watched) -> None:
    local.most = 1
    exercise = a_course(tmp_path, {"test_5_kills.py": KILLS_ITS_JUDGE})
    cases = cases_of(judge(Job(exercise=exercise, submission=a_submission()), local))
    assert str(cases["test_first"].verdict) == "AC"
    assert "no box is to be had" in cases["test_last"].message


def test_no_box_at_all_is_told(tmp_path: Path, local: Watched) -> None:
    local.most = 0
    with pytest.raises(SandboxUnavailable):
        judge(Job(exercise=a_course(tmp_path, {}), submission=a_submission()), local)


def test_a_file_that_cannot_be_collected_costs_no_case(tmp_path: Path, local: Watched) -> None:
    exercise = a_course(tmp_path, {"test_5_broken.py": "import no_such_module\n"})
    cases = cases_of(judge(Job(exercise=exercise, submission=a_submission()), local))
    assert [str(cases[name].verdict) for name in ("test_first", "test_last")] == ["AC", "AC"]
    assert all(case.verdict == "JE" for name, case in cases.items() if "broken" in name)


def test_a_file_that_cannot_be_collected_invents_no_points(tmp_path: Path, local: Watched) -> None:
    exercise = a_course(tmp_path, {"test_5_broken.py": "import no_such_module\n"})
    judgement = judge(Job(exercise=exercise, submission=a_submission()), local)
    assert [case.max_score for case in judgement.cases if "broken" in case.name] == [0]
    assert (judgement.score, judgement.max_score) == (2, 2)
    assert fraction(judgement) is None, "what the file is worth is not known"


def test_a_judge_is_out_of_the_reach_of_the_terminals_keys(tmp_path: Path, local: Watched) -> None:
    alone = "import os\n\n\ndef test_alone():\n    assert os.getsid(0) == os.getpid()\n"
    exercise = a_course(tmp_path, {"test_5_alone.py": alone})
    cases = cases_of(judge(Job(exercise=exercise, submission=a_submission()), local))
    assert str(cases["test_alone"].verdict) == "AC", cases["test_alone"]


# -- silence --------------------------------------------------------------------------------------


def test_a_judge_may_be_silent_for_as_long_as_its_case_may_take(
    tmp_path: Path, local: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience: dict[str | None, float] = {}
    take = Attempt.take

    def noting(attempt: Attempt, event: dict[str, Any]) -> None:
        take(attempt, event)
        patience[attempt.open_case] = attempt.patience_seconds

    monkeypatch.setattr(Attempt, "take", noting)
    long = LAST.replace("def", "import pytest\n\n\n@pytest.mark.limits(wall_seconds=300)\ndef")
    exercise = a_course(
        tmp_path, {"test_5_long.py": long.replace("last", "long")}, extra="[limits]\n"
    )
    judge(Job(exercise=exercise, submission=a_submission()), local)
    usual = exercise.limits.wall_seconds + SILENCE_SECONDS
    assert patience["test_long"] == 300 + SILENCE_SECONDS
    assert patience["test_first"] == patience["test_last"] == usual < patience["test_long"]


class SilentBox:
    """A box whose agent takes nothing in and says nothing."""

    name = "silent"
    multiplexed = False
    base_uid = None

    def __init__(self) -> None:
        self.stream, self._agent = socket.socketpair()

    def fate(self) -> Fate:
        return Fate(exit_code=None, out_of_memory=False)

    def close(self) -> None:
        self.stream.close()
        self._agent.close()


class SilentDriver(LocalDriver):
    """A driver of boxes that never answer."""

    def open(self, limits: Limits, *, slot: int = 0) -> Box:  # type: ignore[override]
        return SilentBox()


def test_a_box_that_never_answers_is_waited_for_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link, "START_SECONDS", 0.2)
    silent = Watched(SilentDriver())
    with pytest.raises(SandboxUnavailable, match=r"did not answer in 0\.2 s"):
        judge(Job(exercise=a_course(tmp_path, {}), submission=a_submission()), silent)
    assert len(silent.opened) == 1


# -- boxes that end -------------------------------------------------------------------------------


def kill_box(box: Box) -> None:
    assert isinstance(box, DockerBox)
    engine.client().kill(box.id, signal="KILL")


@pytest.fixture(scope="module")
def containers() -> DockerDriver:
    driver = DockerDriver()
    driver.prepare()
    return driver


@pytest.mark.docker
def test_a_box_killed_from_outside_costs_only_the_open_case(
    tmp_path: Path, containers: DockerDriver
) -> None:
    driver = Watched(containers)
    hidden = "from adder import add\n\n\ndef test_open():\n    add(5, 5)\n"
    source = "import time\n\ndef add(a, b):\n    time.sleep(60 * (a == 5))\n    return a + b\n"
    exercise = a_course(tmp_path, {"test_5_open.py": hidden})

    def heard(case: CaseResult) -> None:
        if case.name == "test_first":
            kill_box(driver.opened[0])

    submission = a_submission(files={"adder.py": source})
    cases = cases_of(judge(Job(exercise=exercise, submission=submission), driver, on_case=heard))
    assert [str(case.verdict) for case in cases.values()] == ["AC", "JE", "AC"], cases
    assert cases["test_open"].message.startswith("The sandbox went away")
    assert len(driver.opened) == 2


@pytest.mark.docker
def test_a_box_that_the_kernel_kills_for_its_memory_is_the_programs_doing(
    tmp_path: Path, containers: DockerDriver
) -> None:
    source = """
def add(a, b):
    if a == 5:
        kept = []
        while True:
            kept.append(bytearray(1 << 20))
    return a + b
"""
    hidden = "from adder import add\n\n\ndef test_hungry():\n    add(5, 5)\n"
    limits = f"[limits]\nmemory_bytes = {64 << 20}\n"
    exercise = a_course(tmp_path, {"test_5_hungry.py": hidden}, extra=limits)
    submission = a_submission(files={"adder.py": source})
    cases = cases_of(judge(Job(exercise=exercise, submission=submission), Watched(containers)))
    assert [str(case.verdict) for case in cases.values()] == ["AC", "MLE", "AC"]


def test_a_script_that_judges_runs_once_however_many_processes_judge(tmp_path: Path) -> None:
    root = str(a_course(tmp_path, {}).root)
    script = tmp_path / "mark.py"
    script.write_text(
        dedent("""
            import sys
            from pathlib import Path

            from grader.exercises import load
            from grader.judge import Job, judge
            from grader.model import Submission
            from grader.sandbox.local import LocalDriver

            print("begins")  # And no guard by `__name__` below.
            exercise = load(Path(sys.argv[1]))
            files = {"adder.py": b"def add(a, b): return a + b"}
            for name in ("ada", "bob"):
                job = Job(exercise=exercise, submission=Submission(id=name, files=files))
                print([c.verdict.name for c in judge(job, LocalDriver(isolated=False)).cases])
        """)
    )
    command = [sys.executable, str(script), root]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines() == ["begins", "['AC', 'AC']", "['AC', 'AC']"], run.stderr
