"""Canvas' “Download Submissions”: one flat folder or `submissions.zip`.

A file is `<lastfirst>[_LATE]_<user id>_<submission id>_<file>`. To the name of a file that is
handed in again Canvas appends `-1`, `-2`, … before the suffix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from grader.intake.names import is_source, is_zip, listed
from grader.intake.place import HandIn, Harvest, Member, Place, items
from grader.intake.tree import Item, Kind
from grader.words import _

_NAME = re.compile(
    r"(?P<student>.+?)(?P<late>_LATE)?_(?P<user>\d+)_(?P<id>\d+)_(?P<file>.+)", re.DOTALL
)
_AGAIN = re.compile(r"(?P<stem>.+)-(?P<number>\d+)")


class Canvas:
    """Read Canvas' download."""

    name = "canvas"
    title = "a Canvas download"

    def recognises(self, place: Place) -> bool:
        """Tell whether most names are ones that Canvas makes."""
        found = items(place.tree)
        return 2 * sum(_NAME.fullmatch(item.name) is not None for item in found) > len(found)

    def harvest(self, place: Place) -> Harvest:
        """Find the hand-ins: a student's files, each in its newest version."""
        found: dict[str, list[tuple[Item, re.Match[str]]]] = {}
        strange = []
        for item in items(place.tree):
            if match := _NAME.fullmatch(item.name):
                student = f"{match['student']}_{match['user']}"
                found.setdefault(student, []).append((item, match))
            else:
                strange.append(item.name)
        return Harvest(
            hand_ins=tuple(_hand_in(student, files) for student, files in found.items()),
            notes=(_("Left out, not named as Canvas does: {names}.", names=listed(strange)),)
            if strange
            else (),
        )


def _hand_in(student: str, files: Iterable[tuple[Item, re.Match[str]]]) -> HandIn:
    newest: dict[str, tuple[int, Item]] = {}
    notes = []
    for item, match in files:
        name, number = _version(match["file"])
        if match["late"] and "Late, says Canvas." not in notes:
            notes.append("Late, says Canvas.")
        if name not in newest or number > newest[name][0]:
            newest[name] = (number, item)
    members = tuple(
        Member(source=item.name, kind=item.kind, name="" if item.kind is Kind.FOLDER else name)
        for name, (_, item) in newest.items()
    )
    if again := [f"{name} ({number})" for name, (number, _) in newest.items() if number]:
        notes.append(f"Handed in again, the newest is taken: {listed(again)}.")
    return HandIn(student=student, members=members, notes=tuple(notes))


def _version(file: str) -> tuple[str, int]:
    path = PurePosixPath(file)
    match = _AGAIN.fullmatch(path.stem)
    if match and (is_source(file) or is_zip(file)):
        return match["stem"] + path.suffix, int(match["number"][:9])
    return file, 0
