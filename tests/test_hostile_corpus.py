"""Prove that the hostile corpus is well formed, and its exercise solvable, without running it."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from grader.manifest import load

CORPUS = Path(__file__).parent / "hostile"
EXERCISE = CORPUS / "exercise"
PROMISE = "# expect: no case beyond those honestly solved may pass"
HOSTILE = sorted(path for path in CORPUS.glob("*.py") if path.name != "conftest.py")


def case_names() -> set[str]:
    """Name all cases of the exercise."""
    texts = (path.read_text() for path in EXERCISE.glob("tests/*/test_*.py"))
    return {name for text in texts for name in re.findall(r"^def (test_\w+)", text, re.MULTILINE)}


def test_the_manifest_is_sound() -> None:
    exercise = load(EXERCISE)
    assert exercise.files == ("small_jobs.py",)
    assert exercise.points == len(case_names()) == 9


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_each_file_says_what_it_attacks(path: Path) -> None:
    text = path.read_text()
    promise, honest, _ = text.split("\n", 2)
    assert promise == PROMISE
    assert set(tomllib.loads(honest.removeprefix("# "))["honest"]) <= case_names()
    docstring = ast.get_docstring(ast.parse(text))
    assert docstring is not None
    assert docstring.endswith(".")


@pytest.mark.parametrize(
    ("solution", "passes"),
    [(CORPUS / "accepted" / "honest.py", True), (EXERCISE / "small_jobs.py", False)],
    ids=["honest", "starter"],
)
def test_only_work_earns_points(solution: Path, passes: bool, tmp_path: Path) -> None:
    shutil.copy(solution, tmp_path / "small_jobs.py")
    for path in EXERCISE.glob("tests/*/test_*.py"):
        shutil.copy(path, tmp_path)
    (tmp_path / "pytest.ini").touch()
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--tb=short"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    failed = set(re.findall(r"^FAILED .*::(\w+)", done.stdout, re.MULTILINE))
    # A list that the test's callback appends to stays empty in a forked child without a judge.
    assert failed == ({"test_each_job_once"} if passes else case_names()), done.stdout
