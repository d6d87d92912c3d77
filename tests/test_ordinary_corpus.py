"""Judge ordinary suites as plain pytest does: the same tests fail, of right and wrong solutions."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from grader.judge import Job, judge
from grader.model import Verdict
from grader.sandbox.base import Driver
from grader.sandbox.docker import DockerDriver
from tests.support.ahead import ahead, wanted
from tests.support.builders import a_submission, an_exercise

CORPUS = Path(__file__).parent / "ordinary"
SUITES = sorted(path.parent for path in CORPUS.rglob("suite.toml"))
DEADLINE_SECONDS = 60.0
WORKERS = 3
"""Much of a judging is waiting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Count what became of one suite's tests."""

    tests: int
    failed: frozenset[str]
    skipped: int


def solutions(suite: Path) -> list[Path]:
    """List the solutions of a suite, the right one first."""
    return [suite / "right.py", *sorted(suite.glob("wrong*.py"))]


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
    assert set(facts) <= {"module", "reason", "apart"}
    assert (suite / f"test_{facts['module']}.py").is_file()
    assert (suite / "right.py").is_file()
    assert len(solutions(suite)) > 1
    assert ("reason" in facts) == (suite.parent.name == "_unsupported")


@pytest.fixture(scope="module")
def tallies(request: pytest.FixtureRequest) -> Iterator[dict[Path, Future[Tally]]]:
    """Run all wanted solutions by plain pytest."""
    suites = [path for path in SUITES if path in wanted(request, "judged")]
    needed = [*wanted(request, "solution"), *(path for each in suites for path in solutions(each))]
    with ahead(dict.fromkeys(map(Path, map(str, needed))), run_plainly, workers=WORKERS) as futures:
        yield futures


@pytest.mark.parametrize(
    "solution", [path for suite in SUITES for path in solutions(suite)], ids=case_id
)
def test_right_passes_and_wrong_fails(solution: Path, tallies: dict[Path, Future[Tally]]) -> None:
    tally = tallies[solution].result()
    assert tally.tests > 0
    assert tally.skipped == 0
    assert (not tally.failed) == (solution.name == "right.py")


@pytest.fixture(scope="module")
def judgements(
    request: pytest.FixtureRequest,
) -> Iterator[dict[Path, Future[frozenset[str]]]]:
    """Judge all wanted solutions; the results are the names of what fails."""
    driver = DockerDriver()
    driver.prepare()
    suites = [path for path in SUITES if path in wanted(request, "judged")]

    def run(solution: Path) -> frozenset[str]:
        with TemporaryDirectory() as folder:
            return run_judged(solution.parent, solution, Path(folder), driver)

    every = [path for suite in suites for path in solutions(suite)]
    with ahead(every, run, workers=WORKERS) as futures:
        yield futures


@pytest.mark.docker
@pytest.mark.parametrize(
    "judged", [suite for suite in SUITES if suite.parent.name != "_unsupported"], ids=case_id
)
def test_judged_as_by_plain_pytest(
    judged: Path,
    tallies: dict[Path, Future[Tally]],
    judgements: dict[Path, Future[frozenset[str]]],
) -> None:
    facts = tomllib.loads((judged / "suite.toml").read_text())
    for solution in solutions(judged):
        failed = tallies[solution].result().failed
        wrong = judgements[solution].result()
        apart = facts.get("apart", {}).keys()  # What docs/writing-exercises.md tells of.
        assert wrong - apart == failed - apart, solution.name
