"""Exercises are found where they should be, and a broken one harms no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import exercises
from grader.errors import ManifestError, UsageError
from grader.exercises import catalogue, exercise_for_files, find, find_root
from tests.support.builders import write_exercise


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run each test in an empty folder, with no environment of ours."""
    monkeypatch.delenv("GRADER_EXERCISES", raising=False)
    empty = tmp_path / "cwd"
    empty.mkdir()
    monkeypatch.chdir(empty)
    return empty


def test_a_broken_exercise_harms_no_other(tmp_path: Path) -> None:
    write_exercise(tmp_path, slug="good-two")
    write_exercise(tmp_path, slug="bad", manifest="title = 1")
    write_exercise(tmp_path, slug="good-one")
    (tmp_path / "exercises/notes").mkdir()
    found = catalogue(tmp_path / "exercises")
    assert list(found.exercises) == ["good-one", "good-two"]
    assert list(found.errors) == ["bad"]
    assert find("good-one", found).slug == "good-one"
    with pytest.raises(ManifestError, match="title: expected a text"):
        find("bad", found)


def test_a_folder_of_one_exercise(tmp_path: Path) -> None:
    root = write_exercise(tmp_path, slug="good-one")
    assert list(catalogue(root).exercises) == ["good-one"]


def test_an_unknown_slug_names_the_nearest(tmp_path: Path) -> None:
    write_exercise(tmp_path, slug="lock-counter")
    found = catalogue(tmp_path / "exercises")
    with pytest.raises(UsageError, match="no exercise 'lock-conter'") as caught:
        find("lock-conter", found)
    assert caught.value.hint == "Did you mean `lock-counter`?"
    with pytest.raises(UsageError) as caught:
        find("xyz", found)
    assert caught.value.hint == "`grader list` shows the exercises."


def test_places_are_tried_in_order(
    tmp_path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site/grader"
    monkeypatch.setattr(exercises, "__file__", str(package / "exercises.py"))
    with pytest.raises(UsageError, match="no exercises here") as caught:
        find_root()
    assert "--exercises" in (caught.value.hint or "")

    write_exercise(tmp_path / "site")
    assert find_root() == tmp_path / "site/exercises"
    write_exercise(package / "data")
    assert find_root() == package / "data/exercises"
    (elsewhere / "exercises").mkdir()
    assert find_root() == package / "data/exercises", "an empty folder is no catalogue"
    write_exercise(elsewhere)
    assert find_root() == elsewhere / "exercises"
    write_exercise(tmp_path / "env")
    monkeypatch.setenv("GRADER_EXERCISES", str(tmp_path / "env/exercises"))
    assert find_root() == tmp_path / "env/exercises"
    assert find_root(tmp_path / "site/exercises") == tmp_path / "site/exercises"


def test_a_place_that_was_named_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_exercise(tmp_path / "cwd")
    with pytest.raises(UsageError, match="There is no folder"):
        find_root(tmp_path / "nowhere")
    monkeypatch.setenv("GRADER_EXERCISES", "nowhere")
    with pytest.raises(UsageError, match=r"nowhere \(from \$GRADER_EXERCISES\)"):
        find_root()


def test_the_exercises_of_this_repository_are_found() -> None:
    found = catalogue()
    assert not found.errors
    assert {"producer-consumer", "lock-counter"} <= set(found.exercises)
    assert all(exercise.solutions for exercise in found.exercises.values())


@pytest.mark.parametrize(
    ("names", "slug"),
    [
        (["adder.py"], "adder"),
        (["deep/er/Adder.py", "notes.txt"], "adder"),
        (["bank.py"], "bank"),
        (["bank.py", "rates.csv"], "bank-rates"),
        (["rates.csv"], None),
        (["adder.py", "bank.py"], None),
        (["other.py"], None),
        ([], None),
    ],
)
def test_file_names_tell_the_exercise(tmp_path: Path, names: list[str], slug: str | None) -> None:
    write_exercise(tmp_path)
    write_exercise(tmp_path, slug="bank")
    write_exercise(
        tmp_path,
        slug="bank-rates",
        manifest='title = "T"\npoints = 1\nfiles = ["bank.py", "rates.csv"]\n',
        files={"bank.py": ""},
    )
    found = catalogue(tmp_path / "exercises")
    assert len(found.exercises) == 3
    exercise = exercise_for_files(names, found)
    assert (exercise and exercise.slug) == slug
