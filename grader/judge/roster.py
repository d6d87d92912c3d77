"""The cases of a suite: what each is called and worth, who may see it, and how it ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.judge import aside, marks
from grader.judge.feedback import Ruling
from grader.judge.printed import told
from grader.model import CaseResult


class Roster:
    """Name the cases, and say what others are told of them."""

    def __init__(self, visible_tests: Path) -> None:
        self._visible_tests = visible_tests
        self._names: dict[str, str] = {}

    def name_all(self, items: list[pytest.Item]) -> None:
        """Name each case by its class and function; by its file, too, where that is not enough."""
        short = {item.nodeid: item.nodeid.partition("::")[2] for item in items}
        counts: dict[str, int] = {}
        for name in short.values():
            counts[name] = counts.get(name, 0) + 1
        self._names = {
            item.nodeid: short[item.nodeid]
            if counts[short[item.nodeid]] == 1
            else f"{Path(item.path).parent.name}/{Path(item.path).stem}::{short[item.nodeid]}"
            for item in items
        }

    def name(self, item: pytest.Item) -> str:
        """Return what a case is called."""
        return self._names[item.nodeid]

    def is_visible(self, item: pytest.Item) -> bool:
        """Tell whether the student may see a case."""
        return marks.is_visible(item, self._visible_tests)

    def entry(self, item: pytest.Item) -> dict[str, object]:
        """Return what is told of a case before it is judged."""
        return {
            "name": self.name(item),
            "max_score": _worth(item),
            "visible": self.is_visible(item),
        }

    def result(self, item: pytest.Item, ruling: Ruling, seconds: float, output: str) -> CaseResult:
        """Return what is told of a case that was judged."""
        max_score = _worth(item)
        return CaseResult(
            name=self.name(item),
            verdict=ruling.verdict,
            score=max_score if ruling.verdict.passed else 0.0,
            max_score=max_score,
            wall_seconds=round(seconds, 4),
            visible=self.is_visible(item),
            message=ruling.message,
            help=ruling.help,
            explanation=ruling.explanation,
            stdout=told(output),
        )


def _worth(item: pytest.Item) -> float:
    return marks.points(item) if aside.of(item) is None else 0.0
