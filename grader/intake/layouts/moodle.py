"""Moodle's “Download all submissions”.

With folders: `<Full Name>_<id>_assignsubmission_file_/<file>`; without them the file's name follows
the last underscore. The id is that of the participant in the assignment.
"""

from __future__ import annotations

import re

from grader.intake.names import listed
from grader.intake.place import HandIn, Harvest, Member, Place, items
from grader.intake.tree import Item, Kind
from grader.words import _

_NAME = re.compile(
    r"(?P<student>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<file>.*)",
    re.DOTALL,
)


class Moodle:
    """Read Moodle's download."""

    name = "moodle"
    title = "a Moodle download"

    def recognises(self, place: Place) -> bool:
        """Tell whether any name is one that Moodle makes."""
        return any(_NAME.fullmatch(item.name) for item in items(place.tree))

    def harvest(self, place: Place) -> Harvest:
        """Find the hand-ins; a student's text typed into Moodle comes along as a file."""
        members: dict[str, list[Member]] = {}
        strange = []
        for item in items(place.tree):
            if match := _NAME.fullmatch(item.name):
                student = f"{match['student']}_{match['id']}"
                members.setdefault(student, []).append(_member(item, match["file"]))
            else:
                strange.append(item.name)
        return Harvest(
            hand_ins=tuple(
                HandIn(student=student, members=tuple(found)) for student, found in members.items()
            ),
            notes=(_("Left out, not named as Moodle does: {names}.", names=listed(strange)),)
            if strange
            else (),
        )


def _member(item: Item, file: str) -> Member:
    top = item.kind is Kind.FOLDER
    return Member(source=item.name, kind=item.kind, name="" if top else file or item.name)
