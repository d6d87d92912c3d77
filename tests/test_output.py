"""The folder that `grade` writes: reports for the instructor, and on request for students."""

from __future__ import annotations

from pathlib import Path

from grader.model import Verdict
from grader.report.output import write
from grader.store import Store
from tests.support import samples

NAME = "student-01__dining-philosophers.html"


def stored(out: Path) -> Store:
    store = Store(out)
    secret = samples.case("test_secret[42]", visible=False, stdout="secret output")
    store.save(samples.judgement(samples.case("test_open"), secret))
    return store


def test_reports_for_students_are_written_on_request_only(tmp_path: Path) -> None:
    write(stored(tmp_path), {}, notes=())
    assert (tmp_path / "reports" / NAME).is_file()
    assert not (tmp_path / "student-reports").exists()


def test_reports_for_students_tell_nothing_of_hidden_tests(tmp_path: Path) -> None:
    write(stored(tmp_path), {}, notes=(), student_reports=True)
    for_instructor = (tmp_path / "reports" / NAME).read_text(encoding="utf-8")
    for_student = (tmp_path / "student-reports" / NAME).read_text(encoding="utf-8")
    for secret in ("secret", "[<wbr>42]", "index.html"):
        assert secret in for_instructor
        assert secret not in for_student
    assert "Hidden case 1" in for_student


def test_reports_name_the_command_that_replays_a_case(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.save(samples.raced())
    write(store, {}, notes=(), student_reports=True, replay_options=("--exercises", "my course"))
    name = "student-13__account"
    command = (
        f"grader replay {tmp_path}/judgements/{name}.json test_both_withdrawals_count "
        "--exercises &#39;my course&#39;"
    )
    for_instructor = (tmp_path / "reports" / f"{name}.html").read_text(encoding="utf-8")
    for_student = (tmp_path / "student-reports" / f"{name}.html").read_text(encoding="utf-8")
    assert command in for_instructor
    assert "grader replay" in (tmp_path / "junit.xml").read_text(encoding="utf-8")
    assert "grader replay" not in for_student


def test_reports_for_students_are_kept_up_to_date(tmp_path: Path) -> None:
    store = stored(tmp_path)
    write(store, {}, notes=(), student_reports=True)
    page = tmp_path / "student-reports" / NAME
    page.write_text("old", encoding="utf-8")
    write(store, {}, notes=())
    assert "Hidden case 1" in page.read_text(encoding="utf-8")


def test_a_search_that_came_to_nothing_is_told_to_the_instructor_alone(tmp_path: Path) -> None:
    def tried(**told: object) -> dict[str, object]:
        return {"kind": "order", "orders": {"sentence": "As it was.", "stopped": "count", **told}}

    store = Store(tmp_path)
    cases = (
        samples.case("test_held", explanation=tried(note=None)),
        samples.case("test_slow", explanation=tried(stopped="slow", sentence="Too slow.")),
        samples.case("test_gone", explanation=tried(note="Gone.", sentence="It went. Gone.")),
        samples.case("test_wrong", Verdict.WA, explanation=tried(note="Gone.")),
    )
    store.save(samples.judgement(*cases))
    written = write(store, {}, notes=(), student_reports=True)
    who = "student-01 (dining-philosophers)"
    assert written.doubts == (
        f"{who}, test_slow: passed, but look at it. Too slow.",
        f"{who}, test_gone: passed, but look at it. It went. Gone.",
    )
    assert "look at it. Too slow." in written.index.read_text(encoding="utf-8")
    for_student = (tmp_path / "student-reports" / NAME).read_text(encoding="utf-8")
    assert "look at it" not in for_student
