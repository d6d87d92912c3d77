"""Folders by hand: one folder, source file or zip file a student.

DIR/<student>/…          DIR/<student>.py          DIR/<student>.zip
DIR/<exercise slug>/<student>/…                    DIR/ itself, when it holds a starter
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from grader.intake.match import names_starter
from grader.intake.names import is_other_archive, is_source, is_test_file, is_zip, listed
from grader.intake.place import HandIn, Harvest, Member, Place, items, items_or_none
from grader.intake.tree import Item, Kind
from grader.words import _


class Plain:
    """Read folders by hand; whatever no other layout knows is this one."""

    name = "plain"
    title = "a folder, file or zip file a student"

    def recognises(self, place: Place) -> bool:
        """Tell that anything can be read this way."""
        return True

    def harvest(self, place: Place) -> Harvest:
        """Find the hand-ins."""
        if _is_one_hand_in(place):
            top = Member(source="", kind=Kind.FOLDER)
            return Harvest(hand_ins=(HandIn(student=place.name, members=(top,)),))
        left: list[str] = []
        hand_ins = tuple(_students(place, "", None, left))
        notes = (
            (_("Left out, no student's folder, .py or .zip: {names}.", names=listed(left)),)
            if left
            else ()
        )
        return Harvest(hand_ins=hand_ins, notes=notes)


def _is_one_hand_in(place: Place) -> bool:
    found = items(place.tree)
    folders = [item.name for item in found if item.kind is Kind.FOLDER]
    by_slug = [name for name in folders if name in place.exercises]
    starts = _holds_starter(place, "") or any(_holds_starter(place, name) for name in by_slug)
    if starts:
        return not any(_holds_starter(place, name) for name in folders if name not in by_slug)
    # alice.zip with nothing but main.py in it is Alice's, not that of a student called main.
    return place.from_zip and len(found) == 1 and is_source(found[0].name)


def _holds_starter(place: Place, folder: str) -> bool:
    return any(
        item.kind is not Kind.FOLDER and names_starter(item.name, place.wanted)
        for item in items_or_none(place.tree, folder)
    ) or _holds_package(place, folder)


def _holds_package(place: Place, folder: str) -> bool:
    """Look for starters that lie in folders of their own, such as `pkg/mod.py`."""
    names = {PurePosixPath(exercise.files[0]).parts for exercise in place.wanted.values()}
    return any(
        len(parts) > 1 and _exists(place, "/".join((*filter(None, [folder]), *parts)))
        for parts in names
    )


def _exists(place: Place, path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return any(item.name == name for item in items_or_none(place.tree, folder))


def _students(place: Place, folder: str, slug: str | None, left: list[str]) -> Iterator[HandIn]:
    for item in items(place.tree, folder) if not folder else items_or_none(place.tree, folder):
        path = f"{folder}/{item.name}" if folder else item.name
        if _is_exercise_folder(place, item, path, slug):
            found = (
                list(_students(place, path, item.name, left)) if item.name in place.wanted else []
            )
            yield from found
            if not found:
                left.append(f"{path}/")
        elif _is_student(place, item):
            yield _hand_in(item, path, slug)
        else:
            left.append(path)


def _is_exercise_folder(place: Place, item: Item, path: str, slug: str | None) -> bool:
    if slug or item.kind is not Kind.FOLDER or item.name not in place.exercises:
        return False
    below = items_or_none(place.tree, path)
    return not _holds_starter(place, path) or any(inner.kind is Kind.FOLDER for inner in below)


def _is_student(place: Place, item: Item) -> bool:
    if item.kind in {Kind.FOLDER, Kind.OTHER}:
        return True
    if is_source(item.name):
        return not is_test_file(item.name) and not names_starter(item.name, place.wanted)
    if is_zip(item.name) or is_other_archive(item.name):
        return True
    return item.kind is Kind.LINK and not PurePosixPath(item.name).suffix


def _hand_in(item: Item, path: str, slug: str | None) -> HandIn:
    if item.kind is Kind.FOLDER:
        member = Member(source=path, kind=item.kind)
        return HandIn(student=item.name, members=(member,), slug=slug)
    student = item.name
    if is_source(student) or is_zip(student) or is_other_archive(student):
        student = student.split(".tar", 1)[0] if ".tar" in student else PurePosixPath(student).stem
    member = Member(source=path, kind=item.kind, name=item.name)
    return HandIn(student=student or item.name, members=(member,), slug=slug)
