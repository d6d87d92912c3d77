"""Gather what is written under the lines of the code.

The same thing said of the same line, by several tasks or in several cases, is one note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from grader.report.html.cases import CaseView, Cast
from grader.report.html.code import Note, Sources, Who
from grader.report.html.evidence import Mark, Task
from grader.report.html.words import plural, without_numbers

MAX_NOTES = 12
"""Under one line."""


@dataclass(slots=True)
class _Gathered:
    """One note in the making."""

    labels: list[str] = field(default_factory=list)
    names: dict[str, list[str]] = field(default_factory=dict)
    """Of tasks, by their letter."""
    tones: dict[str, str] = field(default_factory=dict)
    cases: list[CaseView] = field(default_factory=list)

    def add(self, label: str, task: Task | None, view: CaseView, cast: Cast) -> None:
        if label not in self.labels:
            self.labels.append(label)
        if view not in self.cases:
            self.cases.append(view)
        if task:
            badge = cast.badge(task)
            self.tones[badge] = cast.tone(task)
            self.names.setdefault(badge, []).append(task.name)

    def fits(self, label: str, badge: str, view: CaseView) -> bool:
        """Tell whether the same is said, or nearly so of the same task in another case.

        In a circle the numbers matter: they tell who waits for whom.
        """
        if label in self.labels:
            return bool(badge) == bool(self.names)
        if view.evidence and view.evidence.cycle:
            return False
        alike = without_numbers(label) == without_numbers(self.labels[0])
        return alike and badge in self.names and view not in self.cases

    def note(self) -> Note:
        label = common_label(self.labels)
        first = self.cases[0]
        return Note(
            label=plural(label) if self._several() else label,
            who=tuple(
                Who(name=_common(names), badge=badge, tone=self.tones[badge])
                for badge, names in self.names.items()
            ),
            verdict=f"v-{first.case.verdict.value}",
            case=first.title,
            case_href=f"#{first.anchor}",
            more_cases=len(self.cases) - 1,
        )

    def _several(self) -> bool:
        return len(self.names) > 1 or any("×" in name for name in chain(*self.names.values()))


def _common(names: Sequence[str]) -> str:
    """Name tasks that share a letter: the same in each case, or alike but for their numbers."""
    alike = {name.partition(" × ")[2] or name for name in names}
    return names[0] if len(set(names)) == 1 else without_numbers(min(alike))


def common_label(labels: Sequence[str]) -> str:
    """Return labels that differ in their numbers as one, with `…` where they differ."""
    parts = [re.split(r"(\d+)", label) for label in labels]
    if len({len(part) for part in parts}) > 1:
        return labels[0]
    return "".join(same[0] if len(set(same)) == 1 else "…" for same in zip(*parts, strict=True))


def line_notes(views: Sequence[CaseView], files: Sources, cast: Cast) -> dict[str, list[Note]]:
    """Return the notes of all cases, by the anchor of their line."""
    gathered: dict[str, list[_Gathered]] = {}
    for view in views:
        for mark in view.evidence.marks() if view.evidence else ():
            anchor = files.anchor(mark.file, mark.line)
            if anchor and view.evidence:
                task = view.evidence.task(mark.task)
                _add(gathered.setdefault(anchor, []), _said(mark, task), task, view, cast)
    return {anchor: [one.note() for one in found] for anchor, found in gathered.items()}


def _said(mark: Mark, task: Task | None) -> str:
    return mark.label if task or not mark.task else f"{mark.task} {mark.label}"


def _add(found: list[_Gathered], label: str, task: Task | None, view: CaseView, cast: Cast) -> None:
    badge = cast.badge(task) if task else ""
    known = next((one for one in found if one.fits(label, badge, view)), None)
    if known is None and len(found) < MAX_NOTES:
        known = _Gathered()
        found.append(known)
    if known:
        known.add(label, task, view, cast)
