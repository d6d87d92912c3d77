"""Gradescope's “Export Submissions”: `submission_<id>/` folders and `submission_metadata.yml`.

The metadata is YAML that Ruby wrote; of it only these lines are read, by their indentation:

    submission_123:
      :submitters:
      - :name: Jane Doe
        :sid: '4711'
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from grader.errors import IntakeError
from grader.intake.bounds import Bounds
from grader.intake.names import listed, shown
from grader.intake.place import HandIn, Harvest, Member, Place, items
from grader.intake.tree import Kind, Tree
from grader.words import _

_METADATA = "submission_metadata.yml"
_FOLDER = re.compile(r"submission_(\d+)")
_KEY = re.compile(r"(submission_\d+):\s*")
_SECTION = re.compile(r" {1,2}:?(\w+):.*")
_FIELD = re.compile(r" {0,6}(?P<first>- )? *:?(?P<key>name|sid|email): *(?P<value>.*?)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Submitter:
    name: str | None = None
    sid: str | None = None


class Gradescope:
    """Read Gradescope's export."""

    name = "gradescope"
    title = "a Gradescope export"

    def recognises(self, place: Place) -> bool:
        """Tell whether there are folders named as Gradescope does."""
        found = items(place.tree)
        named = sum(_FOLDER.fullmatch(item.name) is not None for item in found)
        has_metadata = any(item.name == _METADATA for item in found)
        return named > 0 and (has_metadata or 2 * named > len(found))

    def harvest(self, place: Place) -> Harvest:
        """Find the hand-ins, with the submitters' names where the metadata tells them."""
        notes = []
        try:
            people = _submitters(place.tree)
        except IntakeError as error:
            people = {}
            notes.append(f"Students keep their submission numbers as names: {error.what}")
        found = items(place.tree)
        taken = [item for item in found if _FOLDER.fullmatch(item.name)]
        left = [item.name for item in found if item not in taken and item.name != _METADATA]
        if left:
            notes.append(_("Left out, not named as Gradescope does: {names}.", names=listed(left)))
        return Harvest(
            hand_ins=tuple(_hand_in(item.name, item.kind, people) for item in taken),
            notes=tuple(notes),
        )


def _hand_in(folder: str, kind: Kind, people: dict[str, list[_Submitter]]) -> HandIn:
    group = people.get(folder, [])
    first = group[0] if group else _Submitter()
    number = first.sid or folder.removeprefix("submission_")
    others = [person.name or person.sid or "somebody" for person in group[1:]]
    return HandIn(
        student=f"{first.name}_{number}" if first.name else first.sid or folder,
        members=(Member(source=folder, kind=kind, name="" if kind is Kind.FOLDER else folder),),
        notes=(f"Handed in together with {listed(others)}.",) if others else (),
    )


def _submitters(tree: Tree) -> dict[str, list[_Submitter]]:
    text = tree.read(_METADATA, Bounds().metadata_bytes).decode(errors="replace")
    people: dict[str, list[_Submitter]] = {}
    group: list[_Submitter] | None = None
    inside = False
    for line in text.splitlines():
        if key := _KEY.fullmatch(line):
            group, inside = people.setdefault(key[1], []), False
        elif section := _SECTION.fullmatch(line):
            inside = section[1] == "submitters"
        elif group is not None and inside and (field := _FIELD.fullmatch(line)):
            _note(group, field)
    return people


def _note(group: list[_Submitter], field: re.Match[str]) -> None:
    if field["first"]:
        group.append(_Submitter())
    if not group or not (value := _scalar(field["value"])):
        return
    name = value if field["key"] == "name" else group[-1].name
    sid = value if field["key"] == "sid" else group[-1].sid
    group[-1] = _Submitter(name=name, sid=sid)


def _scalar(text: str) -> str:
    if len(text) >= 2 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1].replace("''", "'")
    return "" if text in {"null", "~"} else shown(text)
