"""What lies in one hand-in: every file that could matter, found but not yet read."""

from __future__ import annotations

import io
from collections import deque
from dataclasses import dataclass, field

from grader.errors import IntakeError
from grader.intake import names
from grader.intake.archive import ZipTree
from grader.intake.bounds import Bounds
from grader.intake.place import Member
from grader.intake.tree import Kind, Tree, join, last_name, refused
from grader.words import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Point to a source or text file of a hand-in."""

    path: str
    """Within the hand-in; a zip file counts as a folder."""
    tree: Tree
    source: str
    """Its path in the tree."""
    kind: Kind = Kind.FILE

    @property
    def name(self) -> str:
        """Return the file's own name."""
        return last_name(self.path)

    def read(self, limit_bytes: int) -> bytes:
        """Read the file.

        Raises:
            IntakeError: when it cannot be read, is a link, or is too large.
        """
        if self.kind is not Kind.FILE:
            raise refused(self.path, self.kind)
        return self.tree.read(self.source, limit_bytes)


@dataclass(slots=True, kw_only=True)
class Contents:
    """Hold what was found in one hand-in."""

    leaves: list[Leaf] = field(default_factory=list)
    refusals: list[IntakeError] = field(default_factory=list)
    """What could not be opened: links, broken zip files, folders without permission."""
    left_out: list[str] = field(default_factory=list)
    """Paths of files of other kinds: reports, pictures, programs."""


def gather(tree: Tree, members: tuple[Member, ...], bounds: Bounds) -> Contents:
    """Find the files of a hand-in, nearest to its top first."""
    return _Walk(tree, members, bounds).run()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    tree: Tree
    source: str
    path: str
    depth: int
    in_zip: bool


class _Walk:
    """Walk breadth first, so that a bound cuts what is farthest from the top."""

    def __init__(self, tree: Tree, members: tuple[Member, ...], bounds: Bounds) -> None:
        self._bounds = bounds
        self._room = bounds.looked_at
        self._zip_room_bytes = bounds.zip_bytes
        self._contents = Contents()
        self._queue: deque[_Folder] = deque()
        top = _Folder(tree=tree, source="", path="", depth=0, in_zip=False)
        for member in members:
            self._look(top, member.source, member.name, member.kind)

    def run(self) -> Contents:
        """Walk to the end, or to the bound."""
        while self._queue and self._room > 0:
            self._list(self._queue.popleft())
        if self._room <= 0:
            self._refuse(
                _(
                    "More than {count} files: the rest was not looked at.",
                    count=self._bounds.looked_at,
                ),
                _("Hand in only the source code that you wrote."),
            )
        return self._contents

    def _list(self, folder: _Folder) -> None:
        try:
            items = folder.tree.children(folder.source)
        except IntakeError as error:
            self._contents.refusals.append(error)
            return
        if folder.path and any(item.name == "pyvenv.cfg" for item in items):
            return
        for item in items[: self._room]:
            source = join(folder.source, item.name)
            if item.kind is Kind.FOLDER:
                if not names.is_junk_folder(item.name):
                    self._look(folder, source, join(folder.path, item.name), item.kind)
            elif not names.is_junk_file(item.name):
                self._look(folder, source, join(folder.path, item.name), item.kind)
        self._room -= len(items)

    def _look(self, above: _Folder, source: str, path: str, kind: Kind) -> None:
        name = last_name(path)
        if kind is Kind.FOLDER:
            self._enter(above.tree, source, path, above.depth + 1, above.in_zip)
        elif not names.is_portable(name):
            self._refuse(
                _("{file} has a name that cannot be kept.", file=names.shown(path)),
                _("Rename it."),
            )
        elif names.is_source(name) or (names.is_data(name) and kind is Kind.FILE):
            leaf = Leaf(path=path, tree=above.tree, source=source, kind=kind)
            self._contents.leaves.append(leaf)
        elif kind is not Kind.FILE:
            self._contents.refusals.append(refused(path, kind))
        elif names.is_zip(name):
            self._open_zip(above, source, path)
        elif names.is_other_archive(name):
            self._refuse(
                _("{file} is an archive of a kind that is not opened.", file=names.shown(path)),
                _("Hand in the .py file itself, or a .zip file."),
            )
        else:
            self._contents.left_out.append(path)

    def _enter(self, tree: Tree, source: str, path: str, depth: int, in_zip: bool) -> None:
        if depth > self._bounds.depth:
            self._refuse(
                _(
                    "{file} lies too deep: more than {count} folders.",
                    file=names.shown(path),
                    count=self._bounds.depth,
                ),
                _("Hand in your files at the top."),
            )
        elif not names.is_portable(last_name(path)):
            self._refuse(
                _("{file} has a name that cannot be kept.", file=names.shown(path)),
                _("Rename it."),
            )
        else:
            self._queue.append(
                _Folder(tree=tree, source=source, path=path, depth=depth, in_zip=in_zip)
            )

    def _open_zip(self, above: _Folder, source: str, path: str) -> None:
        if above.in_zip:
            self._refuse(
                _(
                    "{file} is a zip file inside a zip file, which is not opened.",
                    file=names.shown(path),
                ),
                _("Hand in one zip file with your .py files in it."),
            )
            return
        try:
            data = above.tree.read(source, self._zip_room_bytes)
            self._zip_room_bytes -= len(data)
            tree = ZipTree(
                io.BytesIO(data),
                name=path,
                most_entries=self._bounds.zip_entries,
            )
        except IntakeError as error:
            self._contents.refusals.append(error)
            return
        for name in tree.too_long[:1]:
            self._refuse(
                _("{file} is too long a name.", file=names.shown(name)),
                _("Hand in your files at the top."),
            )
        self._enter(tree, "", path, above.depth + 1, True)

    def _refuse(self, what: str, hint: str) -> None:
        self._contents.refusals.append(IntakeError(what, hint=hint))
