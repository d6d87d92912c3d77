"""The CSV gradebook."""

from __future__ import annotations

import csv
import io

import pytest

from grader.model import Judgement
from grader.report.gradebook import COLUMNS, neutralise, render
from tests.support.builders import a_case, a_judgement


def rows(*judgements: Judgement) -> list[dict[str, str]]:
    """Render and read again."""
    return list(csv.DictReader(io.StringIO(render(judgements), newline="")))


def test_one_row_a_submission() -> None:
    judgement = a_judgement(a_case(max_score=2.5), a_case("test_two", "DL"))
    assert rows(judgement) == [
        {
            "submission": "student-01",
            "exercise": "adder",
            "verdict": "DL",
            "score": "2.5",
            "max_score": "3.5",
            "ungraded_points": "0",
            "cases_passed": "1",
            "cases": "2",
            "started_at": "2026-03-01T09:30:15Z",
            "wall_seconds": "1.50",
            "sandbox": "fake",
            "grader_version": "0.1.0",
        }
    ]


def test_a_judge_error_is_no_mark() -> None:
    (row,) = rows(a_judgement(a_case(), a_case("test_two", "JE", max_score=2.0)))
    assert (row["verdict"], row["score"], row["ungraded_points"]) == ("JE", "", "2")
    (row,) = rows(a_judgement(cases=(), max_score=3.0))
    assert (row["verdict"], row["score"], row["ungraded_points"]) == ("JE", "", "3")


def test_rows_are_sorted() -> None:
    found = rows(a_judgement(submission="bo"), a_judgement(submission="ada"))
    assert [row["submission"] for row in found] == ["ada", "bo"]


def test_an_empty_class_has_a_header() -> None:
    assert render([]) == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_is_a_formula(start: str) -> None:
    hostile = f'{start}HYPERLINK("http://x","y"),z'
    assert neutralise(hostile) == f"'{hostile}"
    (row,) = rows(a_judgement(submission=hostile))
    assert row["submission"] == f"'{hostile}"
    assert None not in row


def test_other_cells_stay_as_they_are() -> None:
    assert neutralise("a=b") == "a=b"
    assert neutralise("") == ""
