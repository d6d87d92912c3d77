"""GitHub Classroom: a folder of clones, `<assignment>-<login>/`, each with its `.git`.

`gh classroom clone student-repos` puts them into `<assignment>-submissions/`.
"""

from __future__ import annotations

from itertools import takewhile

from grader.errors import IntakeError
from grader.intake.names import listed, shown
from grader.intake.place import HandIn, Harvest, Member, Place, items
from grader.intake.tree import Item, Kind
from grader.words import _


class Classroom:
    """Read a folder of GitHub Classroom's clones."""

    name = "classroom"
    title = "clones of GitHub Classroom"

    def recognises(self, place: Place) -> bool:
        """Tell whether most folders are clones whose names begin with one assignment's."""
        folders = _folders(items(place.tree))
        clones = [folder for folder in folders if _is_clone(place, folder)]
        return bool(_prefix(place, clones)) and 2 * len(clones) > len(folders)

    def harvest(self, place: Place) -> Harvest:
        """Find the hand-ins: the clones, by login."""
        found = items(place.tree)
        prefix = _prefix(place, _folders(found))
        taken = [item for item in found if item.kind in {Kind.FOLDER, Kind.LINK}]
        left = [item.name for item in found if item not in taken]
        notes = [f"Logins are the folders' names without “{shown(prefix)}”."] if prefix else []
        if left:
            notes.append(_("Left out, no folders: {names}.", names=listed(left)))
        return Harvest(hand_ins=tuple(_hand_in(item, prefix) for item in taken), notes=tuple(notes))


def _hand_in(item: Item, prefix: str) -> HandIn:
    is_folder = item.kind is Kind.FOLDER
    member = Member(source=item.name, kind=item.kind, name="" if is_folder else item.name)
    return HandIn(student=item.name.removeprefix(prefix) or item.name, members=(member,))


def _folders(found: tuple[Item, ...]) -> list[str]:
    return [item.name for item in found if item.kind is Kind.FOLDER]


def _is_clone(place: Place, folder: str) -> bool:
    try:
        return any(item.name == ".git" for item in place.tree.children(folder))
    except IntakeError:
        return False


def _prefix(place: Place, folders: list[str]) -> str:
    """Return the assignment's part of the names, with its `-`; "" where nothing tells it."""
    known = [place.name.removesuffix("-submissions"), *place.wanted]
    for name in known:
        if folders and all(folder.startswith(f"{name}-") for folder in folders):
            return f"{name}-"
    if len(folders) < 2:
        return ""
    # A login may hold hyphens too, but all logins of a class seldom begin alike.
    common = _common(min(folders), max(folders))
    return common[: common.rfind("-") + 1]


def _common(first: str, last: str) -> str:
    """Return what the first and the last of sorted names, and so all between them, begin with."""
    pairs = zip(first, last, strict=False)
    return "".join(char for char, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
