"""The commands, each run on a small course in real boxes."""

from __future__ import annotations

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from grader.sandbox.local import LocalDriver
from tests.support.commands import RIGHT, WRONG, Ended, grader, write_course

needs_no_docker = ("--sandbox", "local")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path)


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """A class of three: one right, one wrong, one who handed in nothing."""
    folder = tmp_path / "submissions"
    for student, code in (("ann", RIGHT), ("bob", WRONG)):
        (folder / student).mkdir(parents=True)
        (folder / student / "adder.py").write_text(code)
    (folder / "cleo").mkdir()
    return folder


def grade(submissions: Path, course: Path, out: Path, *more: str) -> Ended:
    """Grade with whatever sandbox this machine has; the code is the tests' own."""
    return grader(
        "grade",
        submissions,
        "--exercises",
        course,
        "--out",
        out,
        *needs_no_docker,
        "--trust-submissions",
        *more,
    )


# list


def test_list_shows_each_exercise(course: Path) -> None:
    ended = grader("list", "--exercises", course)
    assert ended.code == 0
    assert "adder" in ended.out
    assert "Adder" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


def test_list_writes_json(course: Path) -> None:
    (exercise,) = json.loads(grader("list", "--exercises", course, "--json").out)
    assert exercise["slug"] == "adder"
    assert exercise["files"] == ["adder.py"]


def test_list_names_a_broken_exercise_beside_the_others(course: Path) -> None:
    (course / "broken").mkdir()
    (course / "broken" / "exercise.toml").write_text("titel = 'x'\n")
    ended = grader("list", "--exercises", course)
    assert ended.code == 2
    assert "adder" in ended.out
    assert "titel" in ended.err


# start


def test_start_hands_out_everything_but_the_hidden_tests(course: Path, tmp_path: Path) -> None:
    ended = grader("start", "adder", tmp_path / "mine", "--exercises", course)
    assert ended.code == 0
    written = {path.name for path in (tmp_path / "mine").rglob("*") if path.is_file()}
    assert written == {"README.md", "adder.py", "test_examples.py"}
    assert f"grader check {tmp_path / 'mine'}" in ended.out


def test_start_overwrites_only_when_told(course: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "adder.py"
    grader("start", "adder", mine.parent, "--exercises", course)
    mine.write_text(RIGHT)
    ended = grader("start", "adder", mine.parent, "--exercises", course)
    assert ended.code == 2
    assert "adder.py" in ended.err
    assert mine.read_text() == RIGHT
    assert grader("start", "adder", mine.parent, "--exercises", course, "--force").code == 0
    assert mine.read_text() != RIGHT


def test_start_names_the_nearest_exercise(course: Path) -> None:
    ended = grader("start", "addder", "--exercises", course)
    assert ended.code == 2
    assert "adder" in ended.err.partition("Hint:")[2]


# check


@pytest.mark.parametrize(("code", "exit_code"), [(RIGHT, 0), ("def add(a, b):\n    return 7\n", 1)])
def test_check_runs_the_visible_tests_alone(
    code: str, exit_code: int, course: Path, tmp_path: Path
) -> None:
    file = tmp_path / "adder.py"
    file.write_text(code)
    ended = grader("check", file, "--exercises", course, *needs_no_docker)
    assert ended.code == exit_code, ended
    assert "test_zero" in ended.out
    assert "test_add" not in ended.out
    assert f"{1 - exit_code} of 1 visible test passed" in ended.out


def test_check_takes_the_folder_that_start_made(course: Path, tmp_path: Path) -> None:
    grader("start", "adder", tmp_path / "mine", "--exercises", course)
    ended = grader("check", tmp_path / "mine", "--exercises", course, *needs_no_docker)
    assert ended.code == 1, ended
    assert "NotImplementedError" in ended.out


def test_check_says_what_cannot_be_loaded(course: Path, tmp_path: Path) -> None:
    file = tmp_path / "adder.py"
    file.write_bytes(b"\xff\xfe\x00")
    ended = grader("check", file, "--exercises", course, *needs_no_docker)
    assert ended.code == 1
    assert "Cannot be loaded" in ended.out
    assert "UTF-8" in ended.out


def test_check_asks_for_the_exercise_when_the_name_does_not_tell(
    course: Path, tmp_path: Path
) -> None:
    write_second_exercise(course)
    file = tmp_path / "solution.py"
    file.write_text(RIGHT)
    ended = grader("check", file, "--exercises", course, *needs_no_docker)
    assert ended.code == 2
    assert "--exercise" in ended.err
    told = grader("check", file, "--exercise", "adder", "--exercises", course, *needs_no_docker)
    assert told.code == 0


def test_check_refuses_a_whole_class(submissions: Path, course: Path) -> None:
    ended = grader("check", submissions, "--exercises", course, *needs_no_docker)
    assert ended.code == 2
    assert f"grader grade {submissions}" in ended.err


def test_check_says_that_there_is_nothing_to_check_with(course: Path, tmp_path: Path) -> None:
    (course / "adder" / "tests" / "visible" / "test_examples.py").unlink()
    file = tmp_path / "adder.py"
    file.write_text(RIGHT)
    ended = grader("check", file, "--exercises", course, *needs_no_docker)
    assert ended.code == 2
    assert "adder has no visible tests" in ended.err


def write_second_exercise(course: Path) -> None:
    shutil.copytree(course / "adder", course / "other")
    (course / "other" / "adder.py").rename(course / "other" / "other.py")
    manifest = course / "other" / "exercise.toml"
    manifest.write_text(manifest.read_text().replace("adder.py", "other.py"))


# grade


def test_grade_writes_judgements_reports_and_gradebook(
    submissions: Path, course: Path, tmp_path: Path
) -> None:
    out = tmp_path / "grades"
    ended = grade(submissions, course, out)
    assert ended.code == 0, ended
    verdicts = {
        path.name: json.loads(path.read_text())["verdict"]
        for path in (out / "judgements").glob("*.json")
    }
    assert verdicts == {
        "ann__adder.json": "AC",
        "bob__adder.json": "WA",
        "cleo__adder.json": "CE",
    }
    assert {path.name for path in (out / "reports").iterdir()} == {
        "ann__adder.html",
        "bob__adder.html",
        "cleo__adder.html",
    }
    with (out / "gradebook.csv").open(newline="") as file:
        assert len(list(csv.reader(file))) == 4
    assert ElementTree.parse(out / "junit.xml").getroot().tag == "testsuites"
    assert f"Open {out / 'index.html'}" in ended.out
    assert "[3/3]" in ended.err


def test_grade_is_not_done_while_it_does_not_know_an_exercise(
    submissions: Path, course: Path, tmp_path: Path
) -> None:
    write_second_exercise(course)
    (submissions / "bob" / "adder.py").rename(submissions / "bob" / "other.py")
    (submissions / "cleo" / "essay.py").write_text("print('hello')\n")
    ended = grade(submissions, course, tmp_path / "grades")
    assert ended.code == 3, ended
    assert "cleo: not graded." in ended.out
    others = grade(submissions, course, tmp_path / "grades", "--only", "ann")
    assert others.code == 0, others


def test_grade_goes_on_where_it_stopped(submissions: Path, course: Path, tmp_path: Path) -> None:
    out = tmp_path / "grades"
    grade(submissions, course, out)
    first = (out / "judgements" / "ann__adder.json").read_bytes()
    (submissions / "bob" / "adder.py").write_text(RIGHT)
    ended = grade(submissions, course, out)
    assert "2 of 3 had been graded before" in ended.err
    assert (out / "judgements" / "ann__adder.json").read_bytes() == first
    assert json.loads((out / "judgements" / "bob__adder.json").read_text())["verdict"] == "AC"


def test_grade_takes_the_layout_that_it_is_told(course: Path, tmp_path: Path) -> None:
    """One student's file that looks like a Canvas download, and is not one."""
    folder = tmp_path / "submissions"
    for student in ("doeann_12_34_adder.py", "roebob_13_35_adder.py"):
        folder.mkdir(exist_ok=True)
        (folder / student).write_text(RIGHT)
    out, told = tmp_path / "grades", tmp_path / "told"
    guessed = grade(folder, course, out)
    assert "Layout: canvas. If it is another, say so with --layout." in guessed.err
    ended = grade(folder, course, told, "--exercise", "adder", "--layout", "plain")
    assert "Layout:" not in ended.err
    first, second = (
        {path.stem for path in (each / "judgements").glob("*.json")} for each in (out, told)
    )
    assert first == {"doeann_12__adder", "roebob_13__adder"}
    assert second.isdisjoint(first), ended
    assert grade(folder, course, out, "--layout", "canvass").code == 2


def test_grade_only_grades_one_again_and_reports_all(
    submissions: Path, course: Path, tmp_path: Path
) -> None:
    out = tmp_path / "grades"
    grade(submissions, course, out)
    ended = grade(submissions, course, out, "--only", "bob")
    assert ended.code == 0
    assert "[1/1] bob" in ended.err
    assert "ann" in (out / "index.html").read_text()
    assert "Did you mean bob?" in grade(submissions, course, out, "--only", "bobb").err


def test_grade_fails_under_a_percentage_only_when_asked(
    submissions: Path, course: Path, tmp_path: Path
) -> None:
    out = tmp_path / "grades"
    assert grade(submissions, course, out, "--only", "ann", "--fail-under", "100").code == 0
    assert grade(submissions, course, out, "--fail-under", "50").code == 1


@pytest.mark.parametrize("place", [".", "grades"])
def test_grade_refuses_to_write_among_the_submissions(
    place: str, submissions: Path, course: Path
) -> None:
    ended = grade(submissions, course, submissions / place)
    assert ended.code == 2
    assert "among the submissions" in ended.err
    assert not (submissions / "grades").exists()


def test_grade_refuses_a_folder_of_other_things(
    submissions: Path, course: Path, tmp_path: Path
) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "index.html").write_text("mine")
    ended = grade(submissions, course, out)
    assert ended.code == 2
    assert "--out" in ended.err
    assert [path.name for path in out.iterdir()] == ["index.html"]


def test_grade_refuses_a_file_as_its_folder(
    submissions: Path, course: Path, tmp_path: Path
) -> None:
    (tmp_path / "grades").write_text("mine")
    assert grade(submissions, course, tmp_path / "grades").code == 2
    below = grade(submissions, course, tmp_path / "grades" / "here")
    assert below.code == 2
    assert "Traceback" not in below.err


def test_grade_grades_again_in_another_sandbox(
    submissions: Path, course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "grades"
    grade(submissions, course, out)
    assert "3 of 3 had been graded before" in grade(submissions, course, out).err
    monkeypatch.setattr(LocalDriver, "fingerprint", lambda driver: "local, but rebuilt")
    ended = grade(submissions, course, out)
    assert "[3/3]" in ended.err
    assert "graded before" not in ended.err


@pytest.mark.parametrize(
    "sandbox",
    [
        pytest.param(("--sandbox", "docker"), marks=pytest.mark.docker, id="docker"),
        pytest.param((*needs_no_docker, "--trust-submissions"), id="local"),
    ],
)
def test_an_interrupt_keeps_what_is_finished_and_exits_130(
    submissions: Path, course: Path, tmp_path: Path, sandbox: tuple[str, ...]
) -> None:
    """Send SIGINT to the whole process group, as a terminal does on ^C."""
    (submissions / "bob" / "adder.py").write_text("import time\ntime.sleep(600)\n")
    out = tmp_path / "grades"
    words = [sys.executable, "-m", "grader", "grade", submissions, "--exercises", course]
    words += ["--out", out, "--jobs", "1", *sandbox]
    with subprocess.Popen(
        words, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        assert process.stderr is not None
        assert any(line.startswith("[1/3] ann") for line in process.stderr)
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read()
        assert process.wait(60) == 130
    assert "Stopped." in said
    assert "Traceback" not in said
    assert [path.name for path in (out / "judgements").glob("*.json")] == ["ann__adder.json"]
    assert not boxes_of(process.pid)


def boxes_of(pid: int) -> list[str]:
    """Return what a grader has left: containers, and processes of its boxes."""
    left = [
        str(found) for found in Path("/proc").glob("[0-9]*") if f"grader-{pid}-" in said_by(found)
    ]
    if shutil.which("docker"):
        command = ["docker", "ps", "--all", "--format", "{{.Names}}"]
        names = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
        left += [name for name in names if name.startswith(f"grader-{pid}-")]
    return left


def said_by(process: Path) -> str:
    try:
        return ((process / "environ").read_bytes() + (process / "cmdline").read_bytes()).decode()
    except (OSError, UnicodeDecodeError):
        return ""


# verify


def test_verify_passes_when_every_known_solution_gets_what_it_must(course: Path) -> None:
    ended = grader("verify", "--exercises", course, *needs_no_docker)
    assert ended.code == 0, ended
    assert "accepted/plus" in ended.out
    assert "3 known solutions, none not as expected." in ended.out


def test_verify_fails_when_a_wrong_solution_passes(course: Path) -> None:
    wrong = course.parent / "solutions" / "adder" / "wrong_answer" / "fine.py"
    wrong.write_text(RIGHT)
    ended = grader("verify", "adder", "--exercises", course, "--repeat", "2", *needs_no_docker)
    assert ended.code == 1
    assert "✗" in ended.out
    assert "in 2 of 2 runs" in ended.out
    assert "4 known solutions, 1 not as expected." in ended.out


def test_verify_does_not_pass_an_exercise_without_known_solutions(course: Path) -> None:
    shutil.rmtree(course.parent / "solutions")
    ended = grader("verify", "--exercises", course, *needs_no_docker)
    assert ended.code == 2
    assert "no known solutions" in ended.err


def test_verify_takes_single_solutions(course: Path) -> None:
    named = ("adder/accepted/plus.py", "adder/accepted/plus.py")
    ended = grader("verify", *named, "--exercises", course, *needs_no_docker)
    assert ended.code == 0, ended
    assert "1 known solution, none not as expected." in ended.out


def test_verify_names_the_nearest_solution(course: Path) -> None:
    ended = grader("verify", "adder/accepted/pls.py", "--exercises", course, *needs_no_docker)
    assert ended.code == 2
    assert "adder has no known solution 'accepted/pls.py'." in ended.err
    assert "Hint: Did you mean adder/accepted/plus.py?" in ended.err


def test_verify_stops_in_time_and_goes_on_from_its_cache(course: Path, tmp_path: Path) -> None:
    cache = ("--cache", tmp_path / "cache")
    words = ("verify", "--exercises", course, *cache, *needs_no_docker)
    ended = grader(*words, "--within", "0.0001")
    assert ended.code == 0, ended
    assert "3 of 3 judgings left for another time." in ended.out
    assert grader(*words).code == 0
    ended = grader(*words, "--within", "0.0001")
    assert "3 known solutions, none not as expected." in ended.out
    assert "another time" not in ended.out


# demo


def test_demo_grades_a_class_of_known_solutions(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_EXERCISES", str(course))
    out = tmp_path / "demo"
    ended = grader("demo", "adder", "--out", out, *needs_no_docker)
    assert ended.code == 0, ended
    students = sorted(path.name for path in (out / "submissions").iterdir())
    assert students[0] == "student-01"
    assert len(list((out / "grades" / "judgements").glob("*.json"))) == len(students) == 8
    assert f"Open {out / 'grades' / 'index.html'}" in ended.out


def test_demo_makes_the_same_class_each_time(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_EXERCISES", str(course))
    grader("demo", "adder", "--out", tmp_path / "one", *needs_no_docker)
    ended = grader("demo", "adder", "--out", tmp_path / "one", *needs_no_docker)
    assert "8 of 8 had been graded before" in ended.err


# doctor


def test_doctor_names_what_it_looked_at_and_hints_at_what_is_missing() -> None:
    ended = grader("doctor")
    assert ended.code in (0, 2)
    assert "Docker" in ended.out
    assert (ended.code == 2) <= ("Hint:" in ended.out)
