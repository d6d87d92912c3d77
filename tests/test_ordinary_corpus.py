"""Judge ordinary suites as plain pytest does: the same tests fail, of right and wrong solutions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from grader.judge import Job, judge
from grader.model import Verdict
from grader.sandbox.base import Driver
from grader.sandbox.docker import DockerDriver
from tests.support.builders import a_submission, an_exercise

CORPUS = Path(__file__).parent / "ordinary"
SUITES = sorted(path.parent for path in CORPUS.rglob("suite.toml"))
DEADLINE_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Count what became of one suite's tests."""

    tests: int
    failed: frozenset[str]
    skipped: int


def solutions(suite: Path) -> list[Path]:
    """List the solutions of a suite, the right one first."""
    return [suite / "right.py", *sorted(suite.glob("wrong*.py"))]


@cache
def run_plainly(solution: Path) -> Tally:
    """Run a suite's tests beside one solution, as a teacher without a grader would."""
    with TemporaryDirectory() as folder:
        return _run_plainly(solution.parent, solution, Path(folder))


def _run_plainly(suite: Path, solution: Path, folder: Path) -> Tally:
    module = tomllib.loads((suite / "suite.toml").read_text())["module"]
    shutil.copy(solution, folder / f"{module}.py")
    shutil.copy(suite / f"test_{module}.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p no:cacheprovider\n")
    command = [sys.executable, "-m", "pytest", "-q", "--junit-xml=out.xml", f"test_{module}.py"]
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        errors="backslashreplace",
        timeout=DEADLINE_SECONDS,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    element = next(ElementTree.parse(folder / "out.xml").getroot().iter("testsuite"))
    return Tally(
        tests=int(element.get("tests", "0")),
        failed=frozenset(
            case_name(case)
            for case in element.iter("testcase")
            if case.find("failure") is not None or case.find("error") is not None
        ),
        skipped=len(element.findall(".//skipped[@type='pytest.skip']")),
    )


def case_name(case: ElementTree.Element) -> str:
    """Name a test as the judge does, by its class and function."""
    _, *classes = case.get("classname", "").split(".")
    return "::".join([*classes, case.get("name", "")])


def run_judged(suite: Path, solution: Path, folder: Path, driver: Driver) -> frozenset[str]:
    """Judge one solution by a suite's tests, unmodified; return the names of what fails."""
    module = tomllib.loads((suite / "suite.toml").read_text())["module"]
    exercise = an_exercise(
        folder,
        slug=module.replace("_", "-"),
        manifest=f'title = "Ordinary"\npoints = 1\nfiles = ["{module}.py"]\n',
        hidden={f"test_{module}.py": (suite / f"test_{module}.py").read_text()},
        visible={"README.md": "None.\n"},
    )
    submission = a_submission(files={f"{module}.py": solution.read_bytes()})
    judgement = judge(Job(exercise=exercise, submission=submission), driver)
    broken = [case for case in judgement.cases if case.verdict is Verdict.JE]
    assert not broken, broken
    return frozenset(case.name for case in judgement.cases if not case.verdict.passed)


def case_id(path: Path) -> str:
    return str(path.relative_to(CORPUS).with_suffix(""))


@pytest.mark.parametrize("suite", SUITES, ids=case_id)
def test_every_suite_is_whole(suite: Path) -> None:
    facts = tomllib.loads((suite / "suite.toml").read_text())
    assert set(facts) <= {"module", "reason", "varies", "apart"}
    assert (suite / f"test_{facts['module']}.py").is_file()
    assert (suite / "right.py").is_file()
    assert len(solutions(suite)) > 1
    assert ("reason" in facts) == (suite.parent.name == "_unsupported")


@pytest.mark.parametrize(
    "solution", [path for suite in SUITES for path in solutions(suite)], ids=case_id
)
def test_right_passes_and_wrong_fails(solution: Path) -> None:
    tally = run_plainly(solution)
    assert tally.tests > 0
    assert tally.skipped == 0
    assert (not tally.failed) == (solution.name == "right.py")


@pytest.fixture(scope="module")
def driver() -> Driver:
    driver = DockerDriver()
    driver.prepare()
    return driver


@pytest.mark.docker
@pytest.mark.parametrize(
    "suite", [suite for suite in SUITES if suite.parent.name != "_unsupported"], ids=case_id
)
def test_judged_as_by_plain_pytest(suite: Path, driver: Driver, tmp_path: Path) -> None:
    facts = tomllib.loads((suite / "suite.toml").read_text())
    for solution in solutions(suite):
        failed = run_plainly(solution).failed
        wrong = run_judged(suite, solution, tmp_path / solution.stem, driver)
        if "varies" in facts:
            assert bool(wrong) == bool(failed), solution.name
        else:
            apart = facts.get("apart", {}).keys()  # What docs/writing-exercises.md tells of.
            assert wrong - apart == failed - apart, solution.name
