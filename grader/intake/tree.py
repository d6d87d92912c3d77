"""A tree of files that strangers filled, on the disk or in a zip file."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import Protocol

from grader.errors import IntakeError
from grader.intake.bounds import in_words
from grader.intake.names import shown
from grader.words import N_, _


class Kind(enum.Enum):
    """Name what an item of a tree is; links are never followed, so they are a kind of their own."""

    FILE = "a file"
    FOLDER = "a folder"
    LINK = N_("a symbolic link")
    OTHER = N_("a pipe, socket or device")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Hold one name in a folder."""

    name: str
    kind: Kind


class Tree(Protocol):
    """Read a tree. Paths are relative, with `/` between names; "" is the tree itself.

    Errors say the last name of a path alone: what lies above it is the class', not the student's.
    """

    def children(self, folder: str) -> tuple[Item, ...]:
        """List a folder, sorted by name.

        Raises:
            IntakeError: when it cannot be listed.
        """
        ...

    def read(self, path: str, limit_bytes: int) -> bytes:
        """Read a regular file whole.

        Raises:
            IntakeError: when it cannot be read, is no regular file, or is larger than the limit.
        """
        ...


class Subtree:
    """Show a folder of a tree as a tree of its own."""

    def __init__(self, tree: Tree, folder: str) -> None:
        self._tree = tree
        self._folder = folder

    def children(self, folder: str) -> tuple[Item, ...]:
        """List a folder."""
        return self._tree.children(join(self._folder, folder))

    def read(self, path: str, limit_bytes: int) -> bytes:
        """Read a file."""
        return self._tree.read(join(self._folder, path), limit_bytes)


def last_name(path: str) -> str:
    """Return the last name of a path."""
    return path.rpartition("/")[2]


def join(folder: str, name: str) -> str:
    """Put two relative paths together; either may be empty."""
    return f"{folder}/{name}" if folder and name else folder or name


def too_large(path: str, limit_bytes: int) -> IntakeError:
    """Make the error of a file that is larger than what is read."""
    return IntakeError(
        _(
            "{file} is larger than {size}.",
            file=shown(last_name(path)),
            size=in_words(limit_bytes),
        ),
        hint=_("Hand in only the source code that you wrote, without data or generated files."),
    )


def refused(path: str, kind: Kind) -> IntakeError:
    """Make the error of an item that is neither a file nor a folder."""
    return IntakeError(
        _(
            "{file} is {kind}, which is not followed or read.",
            file=shown(path),
            kind=_(kind.value),
        ),
        hint=_("Hand in the file itself."),
    )
