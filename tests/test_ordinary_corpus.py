"""Prove, under plain pytest, that the ordinary suites tell right solutions from wrong ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import pytest

CORPUS = Path(__file__).parent / "ordinary"
SUITES = sorted(path.parent for path in CORPUS.rglob("suite.toml"))
DEADLINE_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Count what became of one suite's tests."""

    tests: int
    failed: int
    skipped: int


def solutions(suite: Path) -> list[Path]:
    """List the solutions of a suite, the right one first."""
    return [suite / "right.py", *sorted(suite.glob("wrong*.py"))]


def run_plainly(suite: Path, solution: Path, folder: Path) -> Tally:
    """Run a suite's tests beside one solution, as a teacher without a grader would."""
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
    counts = {key: int(element.get(key, "0")) for key in ("tests", "failures", "errors")}
    return Tally(
        tests=counts["tests"],
        failed=counts["failures"] + counts["errors"],
        skipped=len(element.findall(".//skipped[@type='pytest.skip']")),
    )


def case_id(path: Path) -> str:
    return str(path.relative_to(CORPUS).with_suffix(""))


@pytest.mark.parametrize("suite", SUITES, ids=case_id)
def test_every_suite_is_whole(suite: Path) -> None:
    facts = tomllib.loads((suite / "suite.toml").read_text())
    assert set(facts) <= {"module", "reason"}
    assert (suite / f"test_{facts['module']}.py").is_file()
    assert (suite / "right.py").is_file()
    assert len(solutions(suite)) > 1
    assert ("reason" in facts) == (suite.parent.name == "_unsupported")


@pytest.mark.parametrize(
    "solution", [path for suite in SUITES for path in solutions(suite)], ids=case_id
)
def test_right_passes_and_wrong_fails(solution: Path, tmp_path: Path) -> None:
    tally = run_plainly(solution.parent, solution, tmp_path)
    assert tally.tests > 0
    assert tally.skipped == 0
    assert (tally.failed == 0) == (solution.name == "right.py")
