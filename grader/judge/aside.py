"""What a suite sets aside: cases that it skips, or expects to fail.

They are told of like all others, and they are worth nothing: they give no points and take none.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from _pytest.skipping import evaluate_skip_marks, evaluate_xfail_marks

from grader.judge.outcomes import CaseEnded
from grader.model import CaseResult, Verdict
from grader.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Say why a case is worth nothing."""

    text: str
    runs: bool = True
    """Whether it is run all the same."""


_aside = pytest.StashKey[Aside | None]()
_broken = pytest.StashKey[CaseEnded]()


def decide(item: pytest.Item) -> None:
    """Note what a case's marks say, or why they cannot be evaluated."""
    item.stash[_aside] = None
    try:
        item.stash[_aside] = _by_marks(item)
    except CaseEnded as error:
        item.stash[_broken] = error


def of(item: pytest.Item) -> Aside | None:
    """Return why a case is worth nothing; None where it counts like any other."""
    return item.stash[_aside]


def broken(item: pytest.Item) -> CaseEnded | None:
    """Return why nobody can tell whether it counts; None where that is known."""
    return item.stash.get(_broken, None)


def set_aside(item: pytest.Item, error: BaseException) -> None:
    """Note what the test itself says, by calling `pytest.skip` or `pytest.xfail`."""
    item.stash[_aside] = _by_itself(error)


def _by_marks(item: pytest.Item) -> Aside | None:
    """Return what a case's marks say; None where it counts like any other.

    Raises:
        CaseEnded: JE, when a condition of a mark cannot be evaluated.
    """
    try:
        skip, xfail = evaluate_skip_marks(item), evaluate_xfail_marks(item)
    except CaseEnded:
        raise
    except (Exception, pytest.fail.Exception) as error:
        text = " ".join(str(error).split())[:500]
        told = _("A mark of the test cannot be evaluated: {error}", error=text)
        raise CaseEnded(Verdict.JE, told) from None
    if skip is not None:
        return Aside(text=_skipped(skip.reason), runs=False)
    if xfail is not None:
        return Aside(text=_expected(xfail.reason), runs=xfail.run)
    return _by_unittest(item)


def _by_unittest(item: pytest.Item) -> Aside | None:
    for holder in (getattr(item, "obj", None), getattr(item, "cls", None)):
        if getattr(holder, "__unittest_skip__", False):
            why = str(getattr(holder, "__unittest_skip_why__", ""))
            return Aside(text=_skipped(why))
        if getattr(holder, "__unittest_expecting_failure__", False):
            return Aside(text=_expected(""))
    return None


def _by_itself(error: BaseException) -> Aside | None:
    if isinstance(error, pytest.skip.Exception):
        return Aside(text=_skipped(str(error.msg or "")))
    if isinstance(error, pytest.xfail.Exception):
        return Aside(text=_expected(str(error.msg or "")))
    return None


def knows_of_others(item: pytest.Item) -> bool:
    """Tell whether a case uses a fixture that outlives a case, and may have asked the program."""
    fixtures = item._fixtureinfo.name2fixturedefs.values()  # type: ignore[attr-defined]
    return any(found.scope != "function" for several in fixtures for found in several)


def whole_file(report: pytest.CollectReport) -> CaseResult:
    """Return the case that stands for all cases of a file that skips itself."""
    told = report.longrepr
    reason = str(told[2]).removeprefix("Skipped: ") if isinstance(told, tuple) else ""
    return CaseResult(
        name=report.nodeid,
        verdict=Verdict.AC,
        score=0.0,
        max_score=0.0,
        wall_seconds=0.0,
        visible=False,
        message=_skipped(reason),
        help="",
    )


def _skipped(reason: str) -> str:
    if reason:
        return _("Skipped by the suite: {reason}", reason=reason)
    return _("Skipped by the suite.")


def _expected(reason: str) -> str:
    if reason:
        return _("Expected to fail by the suite: {reason}", reason=reason)
    return _("Expected to fail by the suite.")
