"""From a path on the command line to a place to look in, and its layout."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from grader.errors import UsageError
from grader.intake.archive import ZipTree
from grader.intake.bounds import Bounds
from grader.intake.folder import FolderTree
from grader.intake.layouts import LAYOUTS
from grader.intake.match import names_starter
from grader.intake.names import is_source, is_zip, listed, shown
from grader.intake.place import HandIn, Harvest, Layout, Member, Place, items
from grader.intake.tree import Kind, Subtree
from grader.model import Exercise

GIVE = "Give a folder that holds a folder, a .py file or a .zip file for each student."


class SingleFile:
    """Read one source file that was named itself; it is not among the layouts to choose from."""

    name = "file"
    title = "a single source file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def recognises(self, place: Place) -> bool:
        """Tell that the file was named."""
        return True

    def harvest(self, place: Place) -> Harvest:
        """Return the file as a hand-in, named after its folder where the file has the starter's."""
        student = self._path.stem
        if names_starter(self._path.name, place.wanted):
            student = self._path.absolute().parent.name or student
        # Whoever names a link wants what it leads to.
        source = self._path.resolve().name
        member = Member(source=source, kind=Kind.FILE, name=self._path.name)
        return Harvest(hand_ins=(HandIn(student=student, members=(member,)),))


def open_place(
    stack: ExitStack,
    path: Path,
    exercises: Mapping[str, Exercise],
    *,
    exercise: Exercise | None,
    layout: str | None,
    bounds: Bounds,
) -> tuple[Place, Layout]:
    """Open the path and find out its layout; what is opened is closed with the stack.

    Raises:
        UsageError: when the path is missing or of no use.
        IntakeError, OSError: when it cannot be read.
    """
    if path.is_dir():
        name = path.resolve().name
        place = Place(tree=FolderTree(path), name=name, exercises=exercises, chosen=exercise)
        return _recognised(place, layout)
    if path.is_file() and is_zip(path.name):
        file = stack.enter_context(path.open("rb"))
        tree = ZipTree(file, name=path.name, most_entries=bounds.download_entries)
        name = path.stem
        place = Place(tree=tree, name=name, exercises=exercises, chosen=exercise, from_zip=True)
        return _recognised(place, layout)
    if path.is_file() and is_source(path.name):
        folder = FolderTree(path.resolve().parent)
        place = Place(tree=folder, name=path.stem, exercises=exercises, chosen=exercise)
        return place, SingleFile(path)
    what = "It is no folder, .py file or .zip file." if path.exists() else "There is nothing here."
    raise UsageError(what, where=str(path), hint=GIVE)


def _recognised(place: Place, name: str | None) -> tuple[Place, Layout]:
    """Choose the layout. A download may lie in one more folder than expected: look there too."""
    if name is not None and name not in LAYOUTS:
        raise UsageError(
            f"There is no layout {shown(name)}.", hint=f"Choose one of {listed(LAYOUTS, most=9)}."
        )
    inner = _unwrapped(place)
    plain_place = inner if place.from_zip else place
    for layout in LAYOUTS.values() if name is None else (LAYOUTS[name],):
        if layout.name == "plain":
            return plain_place, layout
        for where in (place, inner):
            if layout.recognises(where):
                return where, layout
    return plain_place, LAYOUTS[name or "plain"]


def _unwrapped(place: Place) -> Place:
    """Return the only folder in a place, as a place; or the place itself."""
    found = items(place.tree)
    if len(found) != 1 or found[0].kind is not Kind.FOLDER:
        return place
    name = place.name if place.from_zip else found[0].name
    return replace(place, tree=Subtree(place.tree, found[0].name), name=name)
