"""`exercise.toml` is read strictly: each thing wrong is one clear error."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from grader.errors import ManifestError
from grader.manifest import MANIFEST_BYTES, load
from grader.model import Limits
from grader.model.exercise import MIB
from tests.support.builders import an_exercise, write_exercise

HEAD = 'title = "T"\npoints = 1\nfiles = ["adder.py"]\n'


def fault(tmp_path: Path, manifest: str) -> ManifestError:
    """Return the error that a manifest gets; each names its file."""
    root = write_exercise(tmp_path, manifest=manifest)
    with pytest.raises(ManifestError) as caught:
        load(root)
    assert caught.value.where == str(root / "exercise.toml")
    return caught.value


def test_a_whole_manifest(tmp_path: Path) -> None:
    exercise = an_exercise(
        tmp_path,
        slug="bank-transfer",
        manifest="""
            title = "Bank"
            points = 2.5
            files = ["bank_transfer.py", "bank/accounts.py", "rates.csv"]
            topics = ["locks", "deadlock"]
            difficulty = 3
            prerequisites = ["lock-counter"]
            [limits]
            wall_seconds = 5
            cpu_seconds = 2.5
            cpus = 0.5
            memory_bytes = "256 MiB"
            processes = 64
            open_files = 128
            file_bytes = "1.5 KiB"
            files = 100
            shared_memory_bytes = 1048576
            output_bytes = "64KiB"
        """.replace('"1.5 KiB"', '"4.5 KiB"'),
        solutions={"accepted/one.py": "pass\n"},
    )
    assert exercise.slug == "bank-transfer"
    assert exercise.title == "Bank"
    assert exercise.points == 2.5
    assert exercise.modules == ("bank_transfer", "bank.accounts", "rates.csv")
    assert exercise.topics == ("locks", "deadlock")
    assert exercise.difficulty == 3
    assert exercise.prerequisites == ("lock-counter",)
    assert exercise.root == tmp_path / "exercises/bank-transfer"
    assert exercise.solutions == tmp_path / "solutions/bank-transfer"
    assert exercise.limits == Limits(
        wall_seconds=5.0,
        cpu_seconds=2.5,
        cpus=0.5,
        memory_bytes=256 * MIB,
        processes=64,
        open_files=128,
        file_bytes=4608,
        files=100,
        shared_memory_bytes=MIB,
        output_bytes=64 * 1024,
    )


def test_what_may_be_left_out_has_defaults(tmp_path: Path) -> None:
    exercise = an_exercise(tmp_path)
    assert (exercise.topics, exercise.difficulty, exercise.prerequisites) == ((), 1, ())
    assert exercise.limits == Limits()
    assert exercise.solutions is None


def test_solutions_may_be_elsewhere(tmp_path: Path) -> None:
    root = write_exercise(tmp_path)
    (tmp_path / "secret").mkdir()
    assert load(root, tmp_path / "secret").solutions == tmp_path / "secret"
    with pytest.raises(ManifestError, match="solutions is missing"):
        load(root, tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("manifest", "what", "hint"),
    [
        (HEAD + "tilte = 1", "tilte: unknown key", "`title`"),
        (HEAD + "[limits]\nwall_second = 1", "limits.wall_second: unknown", "wall_seconds`"),
        (HEAD + "zzzz = 1", "zzzz: unknown key", "Known keys: difficulty, files"),
        ('title = "T"\nfiles = ["adder.py"]', "points: missing, expected a number", ""),
        ('title = "T"\npoints = 1', "files: missing, expected a list", ""),
        (HEAD.replace('"T"', "7"), "title: expected a text, found 7", ""),
        (HEAD.replace('"T"', '" "'), "title: expected one line", ""),
        (HEAD.replace('"T"', '"a\\nb"'), "title: expected one line", ""),
        (HEAD.replace("1", "true"), "points: expected a number, found true", ""),
        (HEAD.replace("1", '"1"'), "points: expected a number, found '1'", ""),
        (HEAD.replace("1", "0"), "points: 0.0 is out of range, expected above 0", ""),
        (HEAD.replace("1", "inf"), "points: expected a finite number", ""),
        (HEAD.replace("1", "nan"), "points: expected a finite number", ""),
        (HEAD.replace("1", "1" * 400), "points: expected a finite number", ""),
        (HEAD + "difficulty = 6", "difficulty: 6 is out of range, expected at least 1", ""),
        (HEAD + "difficulty = true", "difficulty: expected a whole number, found true", ""),
        (HEAD + "difficulty = 1.0", "difficulty: expected a whole number, found 1.0", ""),
        (HEAD + 'topics = "locks"', "topics: expected a list, found 'locks'", ""),
        (HEAD + 'topics = ["a", 1]', "topics[1]: expected a text, found 1", ""),
        (HEAD + 'topics = ["a", "a"]', "topics[1]: 'a' is in the list twice", ""),
        (HEAD + 'topics = [""]', "topics[0]: expected one line", ""),
        (HEAD + 'prerequisites = ["Lock"]', "prerequisites[0]: 'Lock' is no slug", "folders"),
        (HEAD + "limits = 3", "limits: expected a table, found 3", ""),
        (HEAD + "[limits]\ncpus = 0", "limits.cpus: 0.0 is out of range", ""),
        (HEAD + "[limits]\nwall_seconds = 9999", "limits.wall_seconds: 9999.0 is out", ""),
        (HEAD + "[limits]\nprocesses = 2.5", "limits.processes: expected a whole number", ""),
        (HEAD + '[limits]\nfiles = "9 MiB"', "limits.files: expected a whole number", ""),
        (HEAD + '[limits]\nmemory_bytes = "9 MB"', "limits.memory_bytes: '9 MB' is no", "MiB"),
        (HEAD + '[limits]\nmemory_bytes = "1 MiB"', "limits.memory_bytes: '1 MiB' is out", ""),
        (HEAD + "[limits]\nmemory_bytes = false", "limits.memory_bytes: expected a whole", ""),
        (HEAD + "points = 2", "is not TOML", "quotes"),
        ("title = Bank", "is not TOML", "quotes"),
        ("x = " + "[" * 5000, "is not TOML", ""),
        (HEAD + "#" * MANIFEST_BYTES, "is larger than", ""),
    ],
)
def test_a_wrong_manifest_is_one_clear_error(
    tmp_path: Path, manifest: str, what: str, hint: str
) -> None:
    error = fault(tmp_path, manifest)
    assert what in error.what
    assert hint in (error.hint or "")


@pytest.mark.parametrize(
    ("files", "what"),
    [
        ("[]", "files: expected the starter's name"),
        ('["../adder.py"]', "climbs out"),
        ('["a/../../adder.py"]', "climbs out"),
        ('["/etc/passwd"]', "is absolute"),
        ('["a//adder.py"]', "not a plain path"),
        ('["./adder.py"]', "not a plain path"),
        ('[""]', "not a plain path"),
        ('["a\\\\adder.py"]', "characters"),
        ('["add\\u0000er.py"]', "characters"),
        ('["adder.txt"]', "ends in .py"),
        ('["my-adder.py"]', "cannot be imported"),
        ('["class.py"]', "cannot be imported"),
        ('["tests/adder.py"]', "the exercise's own"),
        ('["adder.py", "adder.py"]', "in the list twice"),
        ('["adder.py", "../x.csv"]', "files[1]: '../x.csv': climbs out"),
    ],
)
def test_files_are_plain_paths_of_modules(tmp_path: Path, files: str, what: str) -> None:
    assert what in fault(tmp_path, f'title = "T"\npoints = 1\nfiles = {files}\n').what


@pytest.mark.parametrize(
    ("gone", "what"),
    [
        ("exercise.toml", "cannot be read: No such file"),
        ("README.md", "the statement is missing"),
        ("adder.py", "the starter is missing"),
        ("tests/visible", "the folder of visible tests is missing"),
        ("tests/hidden", "the folder of hidden tests is missing"),
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, gone: str, what: str) -> None:
    root = write_exercise(tmp_path)
    path = root / gone
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    with pytest.raises(ManifestError, match=what) as caught:
        load(root)
    assert caught.value.where == str(path)


@pytest.mark.parametrize("name", ["test_adder.py", "adder_test.py", "more/test_adder.py"])
def test_a_hidden_test_is_named_as_pytest_names_it(tmp_path: Path, name: str) -> None:
    assert load(write_exercise(tmp_path, hidden={name: "def test_add(): ..."})).slug == "adder"


def test_there_must_be_a_hidden_test(tmp_path: Path) -> None:
    root = write_exercise(tmp_path, hidden={"helpers.py": "", "notes.txt": ""})
    with pytest.raises(ManifestError, match="no hidden test"):
        load(root)
    (root / "tests/hidden/deeper").mkdir()
    (root / "tests/hidden/deeper/test_x.py").touch()
    assert load(root).slug == "adder"


@pytest.mark.parametrize("slug", ["Adder", "add_er", "-adder", "add--er", "addér", "a" * 65])
def test_a_folder_is_named_by_a_slug(tmp_path: Path, slug: str) -> None:
    root = write_exercise(tmp_path, manifest=HEAD).rename(tmp_path / slug)
    with pytest.raises(ManifestError, match="is no slug") as caught:
        load(root)
    assert "hyphens" in (caught.value.hint or "")


def test_not_utf_8(tmp_path: Path) -> None:
    root = write_exercise(tmp_path)
    (root / "exercise.toml").write_bytes(b'title = "\xff"')
    with pytest.raises(ManifestError, match="not UTF-8 at byte 9"):
        load(root)
