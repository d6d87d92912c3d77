"""Known solutions and what they must get."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import ManifestError
from grader.exercises import catalogue
from grader.expectations import Expectation, KnownSolution, ScoreRange, known_solutions
from grader.model import Verdict
from tests.support.builders import a_case, a_judgement, an_exercise

DEADLOCK = Expectation(permitted=(Verdict.DL,), required=(Verdict.DL,))
ACCEPTED = Expectation(permitted=(Verdict.AC,), required=(Verdict.AC,), full_marks=True)


def known(tmp_path: Path, expectations: str | None = None, *names: str) -> list[KnownSolution]:
    """Write solutions with an expectations.toml, and read them."""
    files = dict.fromkeys(names or ("accepted/one.py", "deadlock/two.py"), "x = 1\n")
    if expectations is not None:
        files["expectations.toml"] = expectations
    return list(known_solutions(an_exercise(tmp_path, solutions=files)))


def expectation(tmp_path: Path, toml: str, name: str) -> Expectation:
    """Return what one solution is to get."""
    found = {each.name: each.expectation for each in known(tmp_path, toml, "accepted/a.py", name)}
    return found[name]


def test_without_a_folder_there_are_none(tmp_path: Path) -> None:
    assert known_solutions(an_exercise(tmp_path)) == ()


def test_a_single_file_takes_the_starters_name(tmp_path: Path) -> None:
    one, two = known(tmp_path)
    assert (one.name, one.submission.id) == ("accepted/one.py", "accepted-one")
    assert one.submission.files == {"adder.py": b"x = 1\n"}
    assert two.name == "deadlock/two.py"
    assert two.expectation == DEADLOCK
    assert one.expectation == ACCEPTED


def test_a_folder_keeps_its_files(tmp_path: Path) -> None:
    names = (
        "accepted/many/adder.py",
        "accepted/many/pkg/more.py",
        "accepted/many/rates.csv",
        "accepted/many/__pycache__/adder.pyc",
        "accepted/.hidden.py",
        "accepted/README.md",
        "__pycache__/x.py",
    )
    (one,) = known(tmp_path, None, *names)
    assert (one.name, one.submission.id) == ("accepted/many", "accepted-many")
    assert sorted(one.submission.files) == ["adder.py", "pkg/more.py", "rates.csv"]


@pytest.mark.parametrize(
    ("folder", "codes"),
    [
        ("wrong_answer", "WA"),
        ("deadlock", "DL"),
        ("race", "WA RTE DL"),
        ("leak", "LEAK"),
        ("run_time_error", "RTE"),
        ("time_limit", "TLE"),
        ("cannot_load", "CE"),
    ],
)
def test_a_folders_name_says_the_verdict(tmp_path: Path, folder: str, codes: str) -> None:
    (one,) = known(tmp_path, None, f"{folder}/x.py")
    assert " ".join(one.expectation.permitted) == codes
    assert one.expectation.required == one.expectation.permitted
    assert not one.expectation.full_marks


def test_every_table_that_matches_adds_to_the_folders_defaults(tmp_path: Path) -> None:
    toml = """
        ["deadlock/*"]
        permitted = ["AC", "DL", "TLE"]
        message = "waits"
        ["deadlock/two*"]
        required = ["TLE"]
        message = ["one", "two"]
        ["*"]
        score = [0, 1]
    """
    found = expectation(tmp_path, toml, "deadlock/two.py")
    assert found.permitted == (Verdict.AC, Verdict.DL, Verdict.TLE)
    assert found.required == (Verdict.TLE,)
    assert found.messages == ("one", "two")
    assert found.score == ScoreRange(least=0.0, most=1.0)


def test_required_follows_permitted(tmp_path: Path) -> None:
    toml = '["deadlock/two.py"]\npermitted = ["AC", "TLE"]\n'
    assert expectation(tmp_path, toml, "deadlock/two.py").required == (Verdict.TLE,)


def test_an_unknown_folder_needs_words_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="'dedlock' says nothing") as caught:
        known(tmp_path, None, "dedlock/x.py")
    assert caught.value.hint == "Did you mean `deadlock`?"
    toml = '["odd/x.py"]\npermitted = ["WA"]\n'
    assert expectation(tmp_path / "2", toml, "odd/x.py").required == (Verdict.WA,)


@pytest.mark.parametrize(
    ("toml", "what", "hint"),
    [
        ('["deadlock/two.py"]\npermited = ["DL"]', ".permited: unknown key", "permitted`"),
        ('["deadlock/tow.py"]\nmessage = "x"', "tow.py: no solution", "`deadlock/two.py`"),
        ('["deadlock/two.py"]\npermitted = ["Dl"]', ".permitted[0]: 'Dl' is no", "DL"),
        ('["deadlock/two.py"]\npermitted = ["JE"]', ".permitted[0]: JE is our own", ""),
        ('["deadlock/two.py"]\npermitted = []', ".permitted: expected at least one", ""),
        ('["deadlock/two.py"]\npermitted = "DL"', ".permitted: expected a list", ""),
        ('["deadlock/two.py"]\nrequired = ["WA"]', ".required: WA is required, but not", ""),
        ('["deadlock/two.py"]\nmessage = 1', ".message: expected a list, found 1", ""),
        ('["deadlock/two.py"]\nmessage = ""', ".message: expected some text", ""),
        ('["deadlock/two.py"]\nmessage = []', ".message: expected some text", ""),
        ('["deadlock/two.py"]\nscore = [1]', ".score: expected two numbers", ""),
        ('["deadlock/two.py"]\nscore = [0, 2]', ".score[1]: 2.0 is out of range", ""),
        ('["deadlock/two.py"]\nscore = [0, true]', ".score[1]: expected a number", ""),
        ('["deadlock/two.py"]\nscore = [0.5, 0.1]', ".score: the least is more", ""),
        ('["accepted/*"]\npermitted = ["AC", "WA"]', ".permitted: an accepted", ""),
        ("deadlock = 1", "deadlock: expected a table, found 1", ""),
    ],
)
def test_a_wrong_file_is_one_clear_error(tmp_path: Path, toml: str, what: str, hint: str) -> None:
    with pytest.raises(ManifestError) as caught:
        known(tmp_path, toml)
    assert caught.value.where == str(tmp_path / "solutions/adder/expectations.toml")
    assert what in caught.value.what
    assert hint in (caught.value.hint or "")


def test_a_solutions_name_is_safe(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match=r"'two words\.py' is no name"):
        known(tmp_path, None, "deadlock/two words.py")


def test_what_is_as_expected_has_no_mismatch() -> None:
    judgement = a_judgement(a_case(), a_case("test_two", "DL"))
    assert DEADLOCK.mismatches(judgement) == ()
    assert ACCEPTED.mismatches(a_judgement(a_case(), a_case())) == ()


def test_a_verdict_that_is_not_permitted() -> None:
    judgement = a_judgement(a_case("test_two", "DL"), a_case("test_three", "TLE"))
    assert DEADLOCK.mismatches(judgement) == (
        "test_three got TLE (Time limit exceeded), expected AC or DL",
    )


def test_a_verdict_that_no_case_got() -> None:
    assert DEADLOCK.mismatches(a_judgement(a_case())) == ("no case got DL",)


def test_a_judge_error_is_never_as_expected() -> None:
    judgement = a_judgement(a_case("test_two", "DL"), a_case("test_three", "JE"))
    assert DEADLOCK.mismatches(judgement) == ("test_three got JE (Judge error), expected AC or DL",)


def test_nothing_judged_is_never_as_expected() -> None:
    for expected in (DEADLOCK, ACCEPTED):
        assert expected.mismatches(a_judgement(cases=())) == ("nothing was judged",)


def test_an_accepted_solution_needs_full_marks() -> None:
    failed = a_judgement(a_case(), a_case("test_two", "WA"))
    assert ACCEPTED.mismatches(failed) == (
        "test_two got WA (Wrong answer), expected AC",
        "got 1 of 2 points, expected full marks",
    )
    short = a_judgement(a_case(), score=0.5)
    assert ACCEPTED.mismatches(short) == ("got 0.5 of 1 points, expected full marks",)


@pytest.mark.parametrize("place", ["message", "help", "sentence"])
def test_each_text_is_in_the_feedback_of_some_failing_case(place: str) -> None:
    expected = Expectation(
        permitted=(Verdict.DL,), required=(Verdict.DL,), messages=("Waits for\nan item", "nobody")
    )
    changes: dict[str, object] = {place: "Consumer-2 WAITS for an  item."}
    if place == "sentence":
        changes = {"explanation": {"kind": "deadlock", **changes}}
    accepted = a_case(message="nobody")
    judgement = a_judgement(accepted, a_case("test_two", "DL", **changes))
    assert expected.mismatches(judgement) == ("no failing case's feedback says 'nobody'",)


def test_the_part_of_the_points() -> None:
    expected = Expectation(
        permitted=(Verdict.DL,),
        required=(Verdict.DL,),
        score=ScoreRange(least=0.25, most=0.5),
    )
    half = a_judgement(a_case(), a_case("test_two", "DL"))
    none = a_judgement(a_case("test_two", "DL"))
    assert expected.mismatches(half) == ()
    assert expected.mismatches(none) == ("got 0 % of the points, expected 25 % to 50 %",)


def test_the_expectations_of_this_repository_can_be_read() -> None:
    for exercise in catalogue().exercises.values():
        solutions = known_solutions(exercise)
        assert sum(each.expectation.full_marks for each in solutions) >= 2, exercise.slug
        assert sum(not each.expectation.full_marks for each in solutions) >= 3, exercise.slug
