"""A race from the class folder to the replayed step, through the commands that people type."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.builders import write_exercise
from tests.support.commands import RACY, grader

CASE = """
import pytest
from adder import add


@pytest.mark.schedules(60)
def test_sums():
    assert add(1, 2) == 3
"""


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what commands remember out of the home of whoever runs the tests."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return exercises, among whose known right solutions one races."""
    root = write_exercise(
        tmp_path / "course",
        visible={"test_visible.py": CASE},
        hidden={"test_hidden.py": CASE.replace("test_sums", "test_hidden_sums")},
        solutions={"accepted/racy.py": RACY},
    )
    return root.parent


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    folder = tmp_path / "submissions" / "ann"
    folder.mkdir(parents=True)
    (folder / "adder.py").write_text(RACY)
    return folder.parent


def commands_in(text: str) -> Iterator[list[str]]:
    """Find the replay commands in a text, as a shell would read them."""
    lines = iter(line.strip() for line in text.splitlines())
    for line in lines:
        start = line.find("grader replay ")
        if start >= 0:
            command = line[start:]
            while command.endswith("\\"):
                command = command.removesuffix("\\") + next(lines)
            yield shlex.split(command)[1:]


@pytest.mark.parametrize("sandbox", [pytest.param("docker", marks=pytest.mark.docker), "local"])
def test_a_graded_race_is_seen_again(
    course: Path, submissions: Path, tmp_path: Path, sandbox: str
) -> None:
    out = tmp_path / "grades"
    where = ("--sandbox", sandbox, "--trust-submissions")
    ended = grader("grade", submissions, "--exercises", course, "--out", out, *where)
    assert ended.code == 0, ended.err
    assert "2 cases failed in an order of steps that can be seen again:" in ended.out
    (shown,) = commands_in(ended.out)
    failures = ElementTree.parse(out / "junit.xml").iter("failure")
    commands = [command for failure in failures for command in commands_in(failure.text or "")]
    assert [command[2] for command in commands] == ["test_sums", "test_hidden_sums"]
    assert shown in commands
    report = (out / "reports/ann__adder.html").read_text(encoding="utf-8")
    trace = tmp_path / "trace.json"
    for command in commands:
        assert command[1] in report
        again = grader(*command, "--trust-submissions", "--trace", trace)
        assert again.code == 0, again.out + again.err
        assert "total = seen + n" in again.out
        assert any(e["ph"] == "X" for e in json.loads(trace.read_text())["traceEvents"])


def test_a_checked_race_is_seen_again_and_forgotten_once_mended(
    course: Path, submissions: Path
) -> None:
    file = submissions / "ann/adder.py"
    words = ("check", file, "--exercises", course, "--sandbox", "local")
    ended = grader(*words)
    assert ended.code == 1, ended.err
    (command,) = commands_in(ended.out)
    assert command[:3] == ["replay", "adder", "test_sums"]
    file.write_text("def add(a, b):\n    return a + b\n")  # What was judged is what is run again.
    again = grader(*command, "--step")
    assert again.code == 0, again.out + again.err
    assert ">    9      total = seen + n" in again.out
    assert grader(*words).code == 0
    gone = grader(*command)
    assert gone.code == 2
    assert "no check of such an exercise" in gone.err


def test_a_known_solution_that_races_is_seen_again(course: Path) -> None:
    ended = grader("verify", "--exercises", course, "--sandbox", "local")
    assert ended.code == 1, ended.err
    (command,) = commands_in(ended.out)
    again = grader(*command)
    assert again.code == 0, again.out + again.err
