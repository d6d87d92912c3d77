"""How a case can end before its test does, told by exceptions.

They derive from `pytest.fail.Exception`: a plain `Exception` would be swallowed by a test's own
`pytest.raises(Exception)`, and a plain `BaseException` upsets pytest's teardown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from grader.judge.job import BOX_LOST
from grader.model import Verdict

Failed: type[Any] = pytest.fail.Exception


class CaseEnded(Failed):  # type: ignore[misc]
    """The case is over, with this verdict, whatever its test does next."""

    def __init__(
        self,
        verdict: Verdict,
        message: str,
        *,
        help: str = "",
        explanation: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(message, pytrace=False)
        self.verdict = verdict
        self.message = message
        self.help = help
        self.explanation = explanation


class BoxLost(CaseEnded):
    """The box itself went away; why, only whoever opened it can tell."""

    def __init__(self, detail: str) -> None:
        super().__init__(Verdict.JE, f"{BOX_LOST}: {detail}")
