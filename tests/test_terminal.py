"""What the terminal shows: all of it without colour, none of it able to steer the terminal."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from grader.events import Failed, Finished, Skipped, Started
from grader.judge import Job
from grader.model import Verdict
from grader.report.plain import clip, counted, duration, plain
from grader.report.progress import Bar, Lines, display
from grader.report.terminal import case_result, grade_summary
from tests.support.builders import a_case, a_judgement, a_submission, an_exercise

DEADLOCK = {
    "kind": "deadlock",
    "sentence": "Consumer-2 waits for an item; nobody is left who could put one.",
    "tasks": [
        {
            "id": "12:12",
            "process": "Consumer-2",
            "thread": "MainThread",
            "pid": 12,
            "state": "blocked",
            "stack": [
                {"file": "adder.py", "line": 14, "function": "consume", "text": "queue.get()"}
            ],
            "waits_for": "an item from the queue",
        }
    ],
}


def shown(renderable: RenderableType, *, width: int = 80, encoding: str = "utf-8") -> str:
    class File(StringIO):
        @property
        def encoding(self) -> str:  # type: ignore[override]
            return encoding_

    encoding_ = encoding
    file = File()
    Console(file=file, width=width, highlight=False, emoji=False).print(renderable)
    return file.getvalue()


def test_a_failed_case_shows_verdict_message_explanation_help_and_output() -> None:
    case = a_case(verdict="DL", message="It hangs.", help="Send a sentinel.", explanation=DEADLOCK)
    text = shown(case_result(case))
    for part in (
        "✗ test_one",
        "0/1",
        "Deadlock",
        "It hangs.",
        "Consumer-2 waits for an item; nobody is left who could put one.",
        "Consumer-2  adder.py:14  waits for an item from the queue",
        "queue.get()",
        "Hint: Send a sentinel.",
    ):
        assert part in text


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_fits_80_columns_without_colour(verdict: Verdict) -> None:
    case = a_case("test_" + "long_" * 30, verdict=verdict, message="word " * 60, stdout="x" * 300)
    text = shown(case_result(case))
    assert max(map(len, text.splitlines())) <= 80
    assert ("✓" in text) == verdict.passed
    assert (verdict.label in text) == (not verdict.passed)


def test_a_terminal_without_unicode_gets_words() -> None:
    assert shown(case_result(a_case()), encoding="ascii").startswith("ok ")
    assert shown(case_result(a_case(verdict="WA")), encoding="ascii").startswith("FAIL ")


@pytest.mark.parametrize("field", ["message", "help", "stdout", "name"])
def test_what_a_program_says_cannot_steer_the_terminal(field: str) -> None:
    hostile = "\x1b[2J\x9b1m\u202eabc [bold]markup[/bold]"
    case = a_case(verdict="WA", **{field: hostile})
    text = shown(case_result(case))
    assert not {"\x1b", "\x9b", "\u202e"} & set(text)
    assert "[bold]markup[/bold]" in text


def test_an_explanation_of_the_wrong_form_is_shown_as_far_as_it_goes() -> None:
    case = a_case(verdict="DL", explanation={"sentence": 7, "tasks": [3, {"stack": "no"}, None]})
    assert "Deadlock" in shown(case_result(case))


def test_the_summary_counts_verdicts_and_leaves_judge_errors_out_of_the_mean() -> None:
    text = shown(
        grade_summary(
            [
                a_judgement(submission="a"),
                a_judgement(a_case(verdict="WA"), submission="b"),
                a_judgement(a_case(verdict="JE"), submission="c"),
            ]
        )
    )
    assert "50 %" in text
    assert "AC 1  WA 1  JE 1" in text


def test_progress_without_a_terminal_is_one_line_a_judgement(tmp_path: Path) -> None:
    job = Job(exercise=an_exercise(tmp_path), submission=a_submission())
    file = StringIO()
    console = Console(file=file, width=80)
    assert isinstance(display(console, total=3, title="Grading"), Lines)
    with display(console, total=3, title="Grading") as progress:
        progress(Skipped(job=job, judgement=a_judgement()))
        progress(Started(job=job, slot=0))
        progress(Finished(job=job, judgement=a_judgement(a_case(verdict="WA"))))
        progress(
            Failed(job=job, judgement=a_judgement(a_case(verdict="JE")), error=ValueError("no"))
        )
    assert file.getvalue().splitlines() == [
        "[2/3] student-01  adder  WA  0/1  1.5 s",
        "[3/3] student-01  adder  JE  0/1  1.5 s",
        "1 of 3 had been graded before",
    ]


def test_progress_in_a_terminal_counts_verdicts(tmp_path: Path) -> None:
    job = Job(exercise=an_exercise(tmp_path), submission=a_submission())
    file = StringIO()
    console = Console(file=file, width=80, force_terminal=True, color_system=None)
    with display(console, total=2, title="Grading") as progress:
        assert isinstance(progress, Bar)
        progress(Finished(job=job, judgement=a_judgement()))
        progress(Finished(job=job, judgement=a_judgement(a_case(verdict="DL"))))
    assert "2/2" in file.getvalue()
    assert "AC 1  DL 1" in file.getvalue()


def test_plain_text_keeps_lines_and_spells_out_the_rest() -> None:
    assert plain("a\tb\r\nc\rd\x00é✓") == "a   b\nc\\rd\\x00é✓"
    assert clip("1\n2\n3\n4\n", lines=2) == "[2 lines left out]\n3\n4"
    assert clip("1\n2", lines=2) == "1\n2"
    assert [counted(1, "case"), counted(2, "case")] == ["1 case", "2 cases"]
    assert [duration(s) for s in (0.04, 9.96, 59.4, 61)] == ["0.0 s", "10.0 s", "59 s", "1 min 1 s"]
