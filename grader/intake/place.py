"""Where to look, and what a layout is: how the hand-ins of a class lie there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from grader.errors import IntakeError
from grader.intake.names import is_junk_file, is_junk_folder
from grader.intake.tree import Item, Kind, Tree
from grader.model import Exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold where to look, and for what."""

    tree: Tree
    name: str
    """The name of the folder, or of the zip file without its suffix."""
    exercises: Mapping[str, Exercise]
    """By slug."""
    chosen: Exercise | None
    """The only exercise to look for, where the instructor names one."""
    from_zip: bool = False

    @property
    def wanted(self) -> Mapping[str, Exercise]:
        """Return the exercises to look for."""
        return {self.chosen.slug: self.chosen} if self.chosen else self.exercises


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Point to one thing that belongs to a hand-in."""

    source: str
    """Its path in the place's tree; "" is the tree itself."""
    kind: Kind
    name: str = ""
    """The path that it has within the hand-in; "" for a folder that is the hand-in's top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """Hold what one student handed in, before anything of it is read."""

    student: str
    """As found: the name of a folder or file, or the platform's name and number."""
    members: tuple[Member, ...]
    slug: str | None = None
    """The exercise, where the place of the hand-in tells it."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """Hold all hand-ins of a place."""

    hand_ins: tuple[HandIn, ...]
    notes: tuple[str, ...] = ()


class Layout(Protocol):
    """Know one way in which the hand-ins of a class lie."""

    name: str
    """What the instructor writes to choose it."""
    title: str
    """What it is called in a sentence."""

    def recognises(self, place: Place) -> bool:
        """Tell whether the place looks like this layout."""
        ...

    def harvest(self, place: Place) -> Harvest:
        """Find the hand-ins.

        Raises:
            IntakeError: when the place itself cannot be listed.
        """
        ...


def items(tree: Tree, folder: str = "") -> tuple[Item, ...]:
    """List a folder without the things that tools leave behind."""
    return tuple(item for item in tree.children(folder) if not _is_junk(item))


def items_or_none(tree: Tree, folder: str = "") -> tuple[Item, ...]:
    """List a folder as `items` does; one that cannot be listed is empty."""
    try:
        return items(tree, folder)
    except IntakeError:
        return ()


def _is_junk(item: Item) -> bool:
    if item.kind is Kind.FOLDER:
        return is_junk_folder(item.name)
    return is_junk_file(item.name) or is_junk_folder(item.name)
