"""Things to test with: cases, judgements, submissions and exercises, right unless told otherwise.

a_case(verdict="DL", message="Both wait.")
a_judgement(a_case(), a_case(verdict="WA"), submission="ada")
an_exercise(tmp_path, slug="adder", hidden={"test_add.py": "..."})
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

from grader.exercises import load
from grader.model import CaseResult, Exercise, Judgement, Submission, Verdict
from grader.scoring import case_score, tally

STARTED_AT = datetime(2026, 3, 1, 9, 30, 15, tzinfo=UTC)
STARTER = "def add(a, b):\n    raise NotImplementedError\n"
HIDDEN_TEST = "from adder import add\n\n\ndef test_add():\n    assert add(1, 2) == 3\n"
VISIBLE_TEST = "from adder import add\n\n\ndef test_zero():\n    assert add(0, 0) == 0\n"


def a_case(name: str = "test_one", verdict: Verdict | str = "AC", **changes: Any) -> CaseResult:
    """Make a case of one point. A failing one has a message and a help; its score follows."""
    verdict = Verdict(str(verdict))  # type: ignore[call-arg]  # looked up by its code
    max_score = changes.pop("max_score", 1.0)
    values: dict[str, Any] = {
        "score": case_score(verdict, max_score),
        "wall_seconds": 0.25,
        "visible": True,
        "message": "" if verdict.passed else f"This is why it got {verdict}.",
        "help": "" if verdict.passed else "This would help.",
    }
    return CaseResult(name=name, verdict=verdict, max_score=max_score, **(values | changes))


def a_judgement(*cases: CaseResult, **changes: Any) -> Judgement:
    """Make a judgement of one accepted case, or of the given ones; the scores are their sums."""
    every = cases or (() if "cases" in changes else (a_case(),))
    sums = tally(changes.get("cases", every))
    values: dict[str, Any] = {
        "submission": "student-01",
        "exercise": "adder",
        "started_at": STARTED_AT,
        "wall_seconds": 1.5,
        "sandbox": "fake",
        "grader_version": "0.1.0",
        "cases": every,
        "score": sums.score,
        "max_score": sums.max_score,
    }
    return Judgement(**(values | changes))


def a_submission(
    id: str = "student-01", files: Mapping[str, bytes | str] | None = None, **changes: Any
) -> Submission:
    """Make a submission of a right `adder.py`, or of the given files; texts become UTF-8."""
    given = {"adder.py": "def add(a, b):\n    return a + b\n"} if files is None else files
    encoded = {
        name: data.encode() if isinstance(data, str) else data for name, data in given.items()
    }
    return Submission(id=id, files=encoded, **changes)


def write_exercise(
    folder: Path,
    *,
    slug: str = "adder",
    manifest: str | None = None,
    extra: str = "",
    starter: str = STARTER,
    files: Mapping[str, str] | None = None,
    visible: Mapping[str, str] | None = None,
    hidden: Mapping[str, str] | None = None,
    solutions: Mapping[str, str] | None = None,
) -> Path:
    """Write `exercises/<slug>` below a folder, and `solutions/<slug>` where there are any.

    `manifest` is the whole exercise.toml; without it there is one for the starter `<slug>.py`,
    with `extra` after it. The mappings go from a path (in the exercise, in tests/visible, in
    tests/hidden, in the solutions) to a text, which is dedented.
    """
    root = folder / "exercises" / slug
    name = f"{slug.replace('-', '_')}.py"
    basic = f'title = "Adder"\npoints = 1\nfiles = ["{name}"]\n'
    _write(root, {"exercise.toml": manifest if manifest is not None else basic + dedent(extra)})
    _write(root, {"README.md": "# Adder\n\nAdd two numbers.\n", name: starter, **(files or {})})
    _write(
        root / "tests/visible", {"test_examples.py": VISIBLE_TEST} if visible is None else visible
    )
    _write(root / "tests/hidden", {"test_hidden.py": HIDDEN_TEST} if hidden is None else hidden)
    _write(folder / "solutions" / slug, solutions or {})
    return root


def an_exercise(folder: Path, **details: Any) -> Exercise:
    """Write an exercise as `write_exercise` does, and load it."""
    return load(write_exercise(folder, **details))


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text), encoding="utf-8")
