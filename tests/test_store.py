"""Judgements on disk: whole or not there, current or judged again."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest

from grader import store as store_module
from grader import wholefile
from grader.errors import StoreError
from grader.jobkey import job_key
from grader.model import Exercise, Judgement, Submission
from grader.store import FILES_BYTES, SOURCE_BYTES, Store
from grader.zipped import zip_files
from tests.support import orders
from tests.support.builders import a_case, a_judgement, a_submission, an_exercise


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a store of a folder that does not exist yet."""
    return Store(tmp_path / "new" / "out")


def every_file(folder: Path) -> list[str]:
    """Name all files below a folder."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_what_is_saved_can_be_loaded(store: Store) -> None:
    judgement = a_judgement(a_case(), a_case("test_two", "DL"))
    path = store.save(judgement)
    assert path == store.path_for("student-01", "adder")
    assert path == store.out / "judgements/student-01__adder.json"
    assert store.load("student-01", "adder") == judgement
    assert every_file(store.out) == ["judgements/student-01__adder.json"]


def test_a_file_is_readable_by_whom_the_umask_lets(store: Store) -> None:
    before = os.umask(0o022)
    try:
        path = store.save(a_judgement())
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o644


def test_a_second_judgement_replaces_the_first(store: Store) -> None:
    store.save(a_judgement(a_case(verdict="JE")))
    store.save(a_judgement())
    assert store.load("student-01", "adder") == a_judgement()
    assert len(every_file(store.out)) == 1


def test_all_are_loaded_in_order_and_a_broken_one_harms_no_other(store: Store) -> None:
    assert store.load_all().judgements == ()
    for submission, exercise in [("bo", "adder"), ("ada", "bank"), ("ada", "adder")]:
        store.save(a_judgement(submission=submission, exercise=exercise))
    broken = store.path_for("cy", "adder")
    broken.write_text("{")
    (store.out / "judgements/notes.txt").write_text("mine")
    found = store.load_all()
    names = [(each.submission, each.exercise) for each in found.judgements]
    assert names == [("ada", "adder"), ("ada", "bank"), ("bo", "adder")]
    assert [error.where for error in found.errors] == [str(broken)]


def test_a_missing_judgement(store: Store) -> None:
    with pytest.raises(StoreError, match="is missing"):
        store.load("nobody", "adder")


def test_a_judgement_under_anothers_name_is_refused(store: Store) -> None:
    store.save(a_judgement(submission="ada")).rename(store.path_for("bo", "adder"))
    with pytest.raises(StoreError, match="is the judgement of ada, adder"):
        store.load("bo", "adder")


def test_a_file_that_is_too_large_is_not_parsed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.save(a_judgement())
    size = path.stat().st_size
    monkeypatch.setattr(store_module, "JUDGEMENT_BYTES", size)
    assert store.load("student-01", "adder") == a_judgement()
    monkeypatch.setattr(store_module, "JUDGEMENT_BYTES", size - 1)
    with pytest.raises(StoreError, match="is larger than"):
        store.load("student-01", "adder")
    with pytest.raises(StoreError, match=f"has {size} bytes, more than"):
        store.save(a_judgement())


def test_a_pipe_in_place_of_a_file_does_not_hang(store: Store) -> None:
    store.prepare()
    os.mkfifo(store.path_for("student-01", "adder"))
    with pytest.raises(StoreError, match="is no file"):
        store.load("student-01", "adder")


@pytest.mark.parametrize(
    ("submission", "exercise"),
    [("../x", "adder"), ("", "adder"), (".x", "adder"), ("-x", "adder"), ("a/b", "adder"),
     ("a\0", "adder"), ("a b", "adder"), ("a" * 240, "adder"), ("x", "../y"), ("x", "A"),
     ("x", "")],
)  # fmt: skip
def test_names_cannot_climb_out(store: Store, submission: str, exercise: str) -> None:
    with pytest.raises(StoreError):
        store.path_for(submission, exercise)
    with pytest.raises(StoreError):
        store.save(a_judgement(submission=submission, exercise=exercise))
    assert not store.out.exists()


@pytest.mark.parametrize("submission", ["Zoë_O.Brien-3", "学生", "a__b", "_x", "हिन्दी"])
def test_ids_of_any_script_are_names(store: Store, submission: str) -> None:
    judgement = a_judgement(submission=submission)
    store.save(judgement)
    assert store.load_all().judgements == (judgement,)


# Writing fails ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "hint"),
    [(errno.ENOSPC, "disk is full"), (errno.EROFS, "--out DIR"), (errno.EACCES, "--out DIR")],
)
def test_what_cannot_be_written_leaves_what_was_there(
    store: Store, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    store.save(a_judgement())

    def fail(_: int) -> NoReturn:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(StoreError, match="cannot be written") as caught:
            store.save(a_judgement(a_case(verdict="WA")))
    assert hint in (caught.value.hint or "")
    assert store.load("student-01", "adder") == a_judgement()
    assert every_file(store.out) == ["judgements/student-01__adder.json"]


def test_a_really_full_disk_is_told(store: Store) -> None:
    full = Path("/dev/full")
    with pytest.raises(OSError, match="No space") as caught, full.open("wb", buffering=0) as file:
        file.write(b"x")
    assert "disk is full" in (wholefile.cannot_write(full, caught.value).hint or "")


def test_out_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    for act in (
        Store(tmp_path / "out").prepare,
        lambda: Store(tmp_path / "out").save(a_judgement()),
    ):
        with pytest.raises(StoreError, match="cannot be written") as caught:
            act()
        assert "Name another folder" in (caught.value.hint or "")
    assert (tmp_path / "out").read_text() == "mine"


def test_a_folder_in_the_place_of_a_judgement(store: Store) -> None:
    store.path_for("student-01", "adder").mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be written"):
        store.save(a_judgement())
    assert every_file(store.out) == []


def test_prepare_makes_the_folder_and_leaves_nothing(store: Store) -> None:
    store.prepare()
    store.prepare()
    assert every_file(store.out) == []
    assert (store.out / "judgements").is_dir()


def test_any_file_is_written_whole_and_inside(store: Store) -> None:
    assert store.write("reports/x.html", "<p>café \ud800").read_bytes() == "<p>café ?".encode()
    for name in ("../x", "/x", "a/../../x", ""):
        with pytest.raises(StoreError):
            store.write(name, "x")


# Sources ------------------------------------------------------------------------------------


def test_submitted_text_is_kept_for_reports(store: Store) -> None:
    judgement = a_judgement()
    assert store.sources(judgement) == {}
    submission = a_submission(
        files={"adder.py": "# café\n", "../../evil.py": "x", "latin.py": b"\xe9", "b.bin": b"\0"}
    )
    store.save(judgement, submission=submission)
    assert store.sources(judgement) == {
        "adder.py": "# café\n",
        "../../evil.py": "x",
        "latin.py": "\ufffd",
    }
    assert every_file(store.out) == [
        "judgements/student-01__adder.json",
        "sources/student-01__adder.json",
    ]


def test_sources_are_bounded(store: Store) -> None:
    most = b"\x01" * SOURCE_BYTES
    files = {f"{n}.py": most for n in range(6)} | {"large.py": most + b"x", "z.py": b""}
    store.save(a_judgement(), submission=a_submission(files=files))
    assert sorted(store.sources(a_judgement())) == ["0.py", "1.py", "2.py", "3.py", "z.py"]


def test_sources_of_an_older_judgement_are_not_taken_for_the_new_ones(store: Store) -> None:
    store.save(a_judgement(), submission=a_submission())
    store.save(a_judgement())
    assert store.sources(a_judgement()) == {}


@pytest.mark.parametrize("content", ["{", "[1]", '{"a": 1}'])
def test_sources_that_cannot_be_read(store: Store, content: str) -> None:
    store.write("sources/student-01__adder.json", content)
    with pytest.raises(StoreError):
        store.sources(a_judgement())


# Keys ---------------------------------------------------------------------------------------


# -- files that can be run again ------------------------------------------------------------------

FILES = {"adder.py": b"def add(a, b):\r\n\treturn a\xff", "data/ints.bin": bytes(range(256))}


def a_race() -> Judgement:
    return a_judgement(a_case(verdict="WA", explanation=orders.lost_update()))


def test_files_are_kept_byte_for_byte_where_a_run_can_be_repeated(store: Store) -> None:
    submission = Submission(id="student-01", files=FILES)
    store.save(a_race(), submission=submission)
    assert store.files(a_race()) == FILES
    first = (store.out / "submissions/student-01__adder.zip").read_bytes()
    store.save(a_race(), submission=submission)
    assert (store.out / "submissions/student-01__adder.zip").read_bytes() == first


def test_files_are_kept_of_nothing_else(store: Store) -> None:
    store.save(a_race(), submission=a_submission())
    explanation = orders.lost_update(replayable=False)
    for other in (a_judgement(), a_judgement(a_case(verdict="WA", explanation=explanation))):
        store.save(other, submission=a_submission())
        assert store.files(other) is None, "the older judgement's files are still there"


def test_what_is_forgotten_leaves_nothing(store: Store, tmp_path: Path) -> None:
    exercise, submission = an_exercise(tmp_path), a_submission()
    key = job_key(submission, exercise, suite="all", sandbox="fake")
    store.save(a_race(), submission=submission, key=key)
    store.forget("student-01", "adder")
    assert every_file(store.out) == []
    store.forget("student-01", "adder")


@pytest.mark.parametrize(
    "content",
    [
        b"not a zip file",
        zip_files({"a.py": b"x" * 100})[:-30],
        zip_files({"../a.py": b""}),
        zip_files({"/a.py": b""}),
        zip_files({"a.py": b"\0" * (FILES_BYTES + 1)}),
    ],
    ids=["not-zip", "cut", "climbs", "absolute", "bomb"],
)
def test_files_that_cannot_be_read_are_told(store: Store, content: bytes) -> None:
    store.write("submissions/student-01__adder.zip", content)
    with pytest.raises(StoreError) as told:
        store.files(a_race())
    assert told.value.where == str(store.out / "submissions/student-01__adder.zip")


def test_what_is_stored_under_a_key_is_recalled(store: Store, tmp_path: Path) -> None:
    exercise, submission = an_exercise(tmp_path), a_submission()
    key = job_key(submission, exercise, suite="all", sandbox="docker")
    assert store.recall(key) is None
    store.save(a_judgement(), submission=submission, key=key)
    assert store.recall(key) == a_judgement()
    assert store.recall(replace(key, digest="sha256:0")) is None
    assert store.recall(replace(key, submission="student-02")) is None


def test_a_key_never_vouches_for_another_judgement(store: Store, tmp_path: Path) -> None:
    key = job_key(a_submission(), an_exercise(tmp_path), suite="all", sandbox="docker")
    store.save(a_judgement(), key=key)
    store.save(a_judgement(a_case(verdict="WA")))
    assert store.recall(key) is None


def test_a_key_goes_before_its_judgement(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A grader that is killed between the two must not leave a key that vouches for the wrong."""
    key = job_key(a_submission(), an_exercise(tmp_path), suite="all", sandbox="docker")
    store.save(a_judgement(), key=key)

    def killed(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(store_module, "write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        store.save(a_judgement(a_case(verdict="WA")), key=replace(key, digest="sha256:1"))
    assert store.recall(key) is None


def test_a_broken_judgement_is_not_recalled(store: Store, tmp_path: Path) -> None:
    key = job_key(a_submission(), an_exercise(tmp_path), suite="all", sandbox="docker")
    store.save(a_judgement(), key=key).write_text("{")
    assert store.recall(key) is None


Change = Callable[[Submission, Exercise], tuple[Submission, Exercise]]


def _edit(name: str) -> Change:
    def change(submission: Submission, exercise: Exercise) -> tuple[Submission, Exercise]:
        path = exercise.root / name
        path.write_text(path.read_text() + "\n" if path.exists() else "")
        return submission, exercise

    return change


def _hand_in(files: dict[str, bytes], problem: str | None = None) -> Change:
    return lambda submission, exercise: (
        replace(submission, files=files, problem=problem),
        exercise,
    )


SAME: list[Change] = [
    lambda submission, exercise: (replace(submission, notes=("left out a file",)), exercise),
    _hand_in({"b": b"2", "a": b"1"}),
    _edit("tests/hidden/.cache"),
    _edit("tests/__pycache__"),
]
OTHER: list[Change] = [
    _hand_in({"a": b"1", "b": b"3"}),
    _hand_in({"a": b"1"}),
    _hand_in({"a1": b"", "b": b"2"}),
    _hand_in({"a": b"1", "b": b"2"}, problem="unreadable"),
    _edit("exercise.toml"),
    _edit("tests/hidden/test_hidden.py"),
    _edit("tests/visible/test_examples.py"),
    _edit("tests/hidden/helper.py"),
]


@pytest.mark.parametrize(
    ("change", "same"),
    [*((each, True) for each in SAME), *((each, False) for each in OTHER)],
)
def test_a_key_changes_with_all_that_matters(tmp_path: Path, change: Change, same: bool) -> None:
    exercise = an_exercise(tmp_path)
    submission = a_submission(files={"a": b"1", "b": b"2"})
    before = job_key(submission, exercise, suite="all", sandbox="docker")
    changed, changed_exercise = change(submission, exercise)
    after = job_key(changed, changed_exercise, suite="all", sandbox="docker")
    assert (before == after) is same


def test_a_key_changes_with_how_it_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise, submission = an_exercise(tmp_path), a_submission()
    keys = [
        job_key(submission, exercise, suite="all", sandbox="docker"),
        job_key(submission, exercise, suite="visible", sandbox="docker"),
        job_key(submission, exercise, suite="all", sandbox="local"),
    ]
    monkeypatch.setattr("grader.jobkey.__version__", "9.9.9")
    keys.append(job_key(submission, exercise, suite="all", sandbox="docker"))
    assert len({key.digest for key in keys}) == 4
