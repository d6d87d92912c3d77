"""Marks that nobody registered: a test suite may have its own, but ours are not to be misspelt."""

from __future__ import annotations

from difflib import get_close_matches

import pytest

from grader.judge.outcomes import CaseEnded
from grader.model import Verdict
from grader.words import _

LIKENESS = 0.8
"""How like a known mark an unknown one is when it is taken for a slip of the pen, up to 1."""


def misspelt(item: pytest.Item) -> CaseEnded | None:
    """Return the reason that ends a case one of whose marks nearly is a known one, or None."""
    known = {_name(line) for line in item.config.getini("markers")}
    for mark in item.iter_markers():
        near = [] if mark.name in known else get_close_matches(mark.name, known, 1, LIKENESS)
        if near:
            return CaseEnded(
                Verdict.JE,
                _("The test has a mark {mark} that nobody knows.", mark=repr(mark.name)),
                help=_(
                    "Did you mean `{near}`? Otherwise register it in a conftest.py.", near=near[0]
                ),
            )
    return None


def _name(line: str) -> str:
    return line.partition(":")[0].partition("(")[0].strip()
