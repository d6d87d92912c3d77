"""A tree on the disk, read without ever following a link.

A path is opened name by name, each below the folder opened before it, so that a link swapped in
at any level between looking and reading leads nowhere.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from grader.errors import IntakeError
from grader.intake.names import shown
from grader.intake.tree import Item, Kind, last_name, refused, too_large
from grader.words import N_, _

_MOST_ITEMS = 200_000
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
# Without O_NONBLOCK the opening of a named pipe would wait for a writer.
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC

_WORDS = {
    errno.EACCES: N_("cannot be read: permission denied"),
    errno.EPERM: N_("cannot be read: permission denied"),
    errno.ENOENT: N_("went away while it was being read"),
    errno.ELOOP: N_("is a symbolic link, which is not followed"),
    errno.ENOTDIR: N_("is not a folder any more, or is a symbolic link, which is not followed"),
    errno.EISDIR: N_("is a folder, not a file"),
    errno.ENXIO: N_("is a pipe, socket or device, which is not read"),
}


class FolderTree:
    """Read a folder of the disk. The root itself may be a link: whoever names it chose it."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()

    def children(self, folder: str) -> tuple[Item, ...]:
        """List a folder; names beyond a very large number are not listed."""
        with _translated(folder), self._opened(folder) as fd, os.scandir(fd) as entries:
            items = [
                Item(name=entry.name, kind=_kind(entry)) for entry in islice(entries, _MOST_ITEMS)
            ]
        return tuple(sorted(items, key=lambda item: item.name))

    def read(self, path: str, limit_bytes: int) -> bytes:
        """Read a regular file."""
        folder, _, name = path.rpartition("/")
        with _translated(path), self._opened(folder) as above:
            fd = os.open(name, _FILE, dir_fd=above)
            with open(fd, "rb") as file:
                status = os.fstat(fd)
                if not stat.S_ISREG(status.st_mode):
                    raise refused(name, Kind.OTHER)
                if status.st_size > limit_bytes:
                    raise too_large(path, limit_bytes)
                data = file.read(limit_bytes + 1)
        if len(data) > limit_bytes:  # it grew while it was read
            raise too_large(path, limit_bytes)
        return data

    @contextmanager
    def _opened(self, folder: str) -> Iterator[int]:
        fd = os.open(self._root, _FOLDER)
        try:
            for name in filter(None, folder.split("/")):
                below = os.open(name, _FOLDER | os.O_NOFOLLOW, dir_fd=fd)
                os.close(fd)
                fd = below
            yield fd
        finally:
            os.close(fd)


@contextmanager
def _translated(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        known = _WORDS.get(error.errno or 0)
        problem = _(known) if known else _("cannot be read: {error}", error=error.strerror)
        name = shown(last_name(path)) or _("The folder")
        raise IntakeError(
            _("{name} {problem}.", name=name, problem=problem),
            hint=_("Hand in ordinary files that the grader may read."),
        ) from error


def _kind(entry: os.DirEntry[str]) -> Kind:
    try:
        if entry.is_symlink():
            return Kind.LINK
        if entry.is_dir(follow_symlinks=False):
            return Kind.FOLDER
        return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER
    except OSError:
        return Kind.OTHER
