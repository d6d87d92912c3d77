"""What a student reads in Chinese: from the command line to the page, and from the box, too."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from grader.events import OnCase
from grader.exercises import load
from grader.jobkey import job_key
from grader.judge import Job
from grader.model import Judgement
from grader.sandbox.base import Driver
from grader.verify import verify
from tests.support.builders import a_judgement, a_submission, an_exercise, write_exercise
from tests.support.commands import RACY, RIGHT, WRONG, Ended, grader
from tests.test_batch import NoDriver

NAMES = frozenset(
    "adder add first second take both ann bob test grader local cpu utc pid barrier".split()
)
STUCK = """\
from threading import Barrier, Lock, Thread

first, second = Lock(), Lock()
both = Barrier(2)


def take(one, other):
    with one:
        both.wait()
        with other:
            pass


def add(a, b):
    threads = [
        Thread(target=take, args=(first, second)),
        Thread(target=take, args=(second, first)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
IN_ORDERS = "@pytest.mark.schedules(60)\ndef test_add"
CASE = "from adder import add\n\n\ndef test_add():\n    value = add(1, 2)\n    assert value == 3\n"
HAN = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("GRADER_LANG", raising=False)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    hidden = {"test_hidden.py": CASE.replace("test_add", "test_both")}
    visible = {"test_visible.py": CASE}
    solutions = {"accepted/plus.py": RIGHT}
    return write_exercise(
        tmp_path / "course", visible=visible, hidden=hidden, solutions=solutions
    ).parent


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    folder = tmp_path / "submissions"
    for student, code in (("ann", STUCK), ("bob", WRONG)):
        (folder / student).mkdir(parents=True)
        (folder / student / "adder.py").write_text(code)
    return folder


def grade(submissions: Path, course: Path, out: Path, *more: str) -> Ended:
    return grader(
        "grade", submissions, "--exercises", course, "--out", out, "--sandbox", "local",
        "--trust-submissions", *more,
    )  # fmt: skip


def judgement(out: Path, student: str) -> dict[str, Any]:
    text = (out / "judgements" / f"{student}__adder.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


class Visible(HTMLParser):
    """Gather what a page says, in its text and in its attributes, but for code and commands."""

    SILENT = frozenset({"style", "code", "pre", "time", "h1"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._silent = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self.SILENT
        self.texts += [value or "" for name, value in attrs if name in ("aria-label", "data-head")]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in self.SILENT

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.texts.append(data)


def english_in(text: str) -> set[str]:
    """List the words in a text that are neither names nor what a student has written."""
    text = re.sub(r"`[^`]*`|'[^']*'|\b[A-Za-z]+-\d+( \(\w+\))?|\w+\.py", "", text)
    return {word for word in re.findall(r"[A-Za-z]{3,}", text) if word.lower() not in NAMES}


def texts_of(case: Mapping[str, Any]) -> list[str]:
    explanation = case["explanation"] or {}
    return [
        case["message"],
        case["help"],
        *(str(explanation.get(key) or "") for key in ("sentence", "help")),
        *(task["waits_for"] or "" for task in explanation.get("tasks", [])),
        *(edge["label"] for edge in explanation.get("edges", [])),
        *(line["label"] for line in explanation.get("lines", [])),
    ]


def test_a_class_is_graded_in_chinese(course: Path, submissions: Path, tmp_path: Path) -> None:
    ended = grade(submissions, course, tmp_path / "out", "--lang", "zh", "--student-reports")
    assert ended.code == 0, ended.err
    assert "练习" in ended.out
    stuck, wrong = (judgement(tmp_path / "out", student) for student in ("ann", "bob"))
    assert (stuck["verdict"], wrong["verdict"]) == ("DL", "WA")
    assert stuck["language"] == wrong["language"] == "zh"
    assert stuck["cases"][0]["explanation"]["pattern"] == "opposite lock order"
    assert stuck["cases"][0]["message"] == (
        "Thread-1 (take) 持有锁 'first'，又在等待锁 'second'（第 10 行）；"
        "Thread-2 (take) 持有锁 'second'，又在等待锁 'first'（第 10 行）：谁都无法继续。"
    )
    for case in (*stuck["cases"], wrong["cases"][1]):
        for text in filter(None, texts_of(case)):
            assert HAN.search(text), text
            assert not english_in(text), text
    assert wrong["cases"][1]["message"] == "你的代码的返回值或行为不符合题目要求。"


def test_reports_are_in_chinese(course: Path, submissions: Path, tmp_path: Path) -> None:
    grade(submissions, course, tmp_path / "out", "--lang", "zh", "--student-reports")
    for name in ("index.html", "reports/ann__adder.html", "student-reports/ann__adder.html"):
        page = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert '<html lang="zh">' in page
        said = Visible(page).texts
        assert any("死锁" in text for text in said)
        assert not {word for text in said for word in english_in(text)}


def test_a_check_is_in_chinese(course: Path, tmp_path: Path) -> None:
    mine = tmp_path / "adder.py"
    mine.write_text(STUCK)
    check = ("check", mine, "--exercises", course, "--sandbox", "local")
    ended = grader(*check, "--lang", "zh")
    assert ended.code == 1
    assert "死锁" in ended.out
    assert "提示：" in ended.out
    assert "1 个可见测试中通过 0 个" in ended.out
    # The next command speaks English again.
    mine.write_text(RIGHT)
    assert "1 of 1 visible test passed" in grader(*check).out


def test_a_submission_that_lacks_its_file_is_told_so_in_chinese(
    course: Path, submissions: Path, tmp_path: Path
) -> None:
    (submissions / "ann" / "adder.py").unlink()
    out = tmp_path / "out"
    ended = grade(submissions, course, out, "--lang", "zh", "--only", "ann", "--exercise", "adder")
    assert ended.code == 0, ended.err
    assert "缺少文件 adder.py" in judgement(out, "ann")["cases"][0]["message"]


def test_what_was_graded_in_one_language_is_judged_again_in_another(
    course: Path, submissions: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    grade(submissions, course, out)
    assert "language" not in judgement(out, "ann")
    again = grade(submissions, course, out, "--lang", "zh")
    assert "此前已经评分" not in again.err
    assert judgement(out, "ann")["language"] == "zh"
    assert "2 份中有 2 份此前已经评分" in grade(submissions, course, out, "--lang", "zh").err


def test_the_key_of_a_job_tells_languages_apart(tmp_path: Path) -> None:
    submission, exercise = a_submission(), an_exercise(tmp_path)
    keys = {
        job_key(submission, exercise, suite="all", sandbox="fake", language=language).digest
        for language in ("en", "zh")
    }
    assert len(keys) == 2


def test_known_solutions_are_judged_in_english(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their expectations name English words."""
    monkeypatch.setenv("GRADER_LANG", "zh")
    spoken: list[str] = []

    def judge(job: Job, driver: Driver, *, slot: int, on_case: OnCase) -> Judgement:
        spoken.append(job.language)
        return a_judgement(submission=job.submission.id)

    verify([load(course / "adder")], NoDriver(), slots=1, work=judge)
    assert set(spoken) == {"en"}


def test_a_race_is_seen_again_in_the_language_of_its_report(course: Path, tmp_path: Path) -> None:
    test = course / "adder" / "tests" / "visible" / "test_visible.py"
    test.write_text("import pytest\n" + CASE.replace("def test_add", IN_ORDERS))
    mine = tmp_path / "adder.py"
    mine.write_text(RACY)
    ended = grader("check", mine, "--exercises", course, "--sandbox", "local", "--lang", "zh")
    assert "导致失败的步骤顺序" in ended.out
    assert "用下面的命令重现" in ended.out
    assert "--lang zh" in ended.out
    replay = ("replay", "adder", "--exercises", course)
    assert "同样的失败" in grader(*replay, "--lang", "zh").out
    assert "The same failure" in grader(*replay).out


def test_the_language_can_be_set_for_all_commands(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_LANG", "zh")
    start = ("start", "adder", tmp_path / "mine", "--exercises", course)
    assert "试一试" in grader(*start).out
    assert "Try it" in grader(*start, "--force", "--lang", "en").out


@pytest.mark.parametrize("command", ["check", "grade", "start", "demo", "replay"])
def test_an_unknown_language_is_a_usage_error(command: str, tmp_path: Path) -> None:
    what = tmp_path if command in ("check", "grade") else "adder"
    ended = grader(command, what, "--lang", "tlh")
    assert ended.code == 2
    assert "There is no language 'tlh'." in ended.err
    assert "Hint: Set --lang or $GRADER_LANG to one of: en, zh" in ended.err


def test_an_unknown_language_in_the_environment_is_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADER_LANG", "tlh")
    assert grader("check", tmp_path).code == 2


def test_start_hands_out_the_statement_in_the_language(course: Path, tmp_path: Path) -> None:
    (course / "adder" / "README.zh.md").write_text("# 加法\n", encoding="utf-8")
    ended = grader("start", "adder", tmp_path / "mine", "--exercises", course, "--lang", "zh")
    assert ended.code == 0
    assert (tmp_path / "mine" / "README.md").read_text(encoding="utf-8") == "# 加法\n"
    assert not (tmp_path / "mine" / "README.zh.md").exists()
    assert "英文" not in ended.out


def test_start_says_that_there_is_no_such_statement(course: Path, tmp_path: Path) -> None:
    ended = grader("start", "adder", tmp_path / "mine", "--exercises", course, "--lang", "zh")
    assert ended.code == 0
    english = (course / "adder" / "README.md").read_bytes()
    assert (tmp_path / "mine" / "README.md").read_bytes() == english
    assert "给出的是英文版" in ended.out


def test_a_statement_in_another_language_is_no_file_of_the_students(tmp_path: Path) -> None:
    manifest = 'title = "Adder"\npoints = 2\nfiles = ["adder.py", "README.zh.md"]\n'
    root = write_exercise(tmp_path, manifest=manifest)
    ended = grader("start", "adder", tmp_path / "mine", "--exercises", root.parent)
    assert ended.code == 2
