"""The files of the test's folders, here: what the judge sends is written, what changed is told.

The test's temporary folders are at the same path on both sides; its working folder is the
program's, whatever that is called here. What is sent is a list of changes: `["dir", name]`,
`["file", name, base64, changed_ns]` (the time only from the judge), `["gone", name]`, the name
with slashes, relative to the judge's folder.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

WORK = "work"
"""The judge's name for the working folder."""
MAX_FILES = 500
MAX_BYTES = 4 << 20
"""Of all files that are told at a time."""

Mark = tuple[int, int, int]


class Files:
    """Keep what both sides know of each file."""

    def __init__(self) -> None:
        self._root: str | None = None
        self._home = os.getcwd()
        self._seen: dict[str, Mark | None] = dict(self._found())

    def take(self, news: dict[str, Any] | None) -> None:
        """Write what the test has written since the last time."""
        if news is None:
            return
        self._root = str(news["root"])
        for change in news["changes"]:
            try:
                self._take(change[0], change[1], change[2:])
            except OSError:
                continue  # The program has something else there, or no room: it will see.
        if "cwd" in news:
            with suppress(OSError):
                os.chdir(self._path(str(news["cwd"])))
        self._seen = dict(self._found())

    def _take(self, kind: str, name: str, content: list[Any]) -> None:
        path = self._path(name)
        if kind == "dir":
            os.makedirs(path, exist_ok=True)
        elif kind == "gone":
            (os.rmdir if os.path.isdir(path) else os.unlink)(path)
        else:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            self._write(path, base64.b64decode(content[0]))
            os.utime(path, ns=(content[1], content[1]))

    @staticmethod
    def _write(path: str, data: bytes) -> None:
        with open(path, "a+b") as file:
            file.seek(0)
            if file.read(len(data) + 1) != data:  # Without a container it may be the same file.
                file.truncate(0)
                file.write(data)

    def news(self) -> list[list[Any]]:
        """Return what the program has changed since the last time, up to a bound."""
        found = dict(self._found())
        changes: list[list[Any]] = []
        left = MAX_BYTES
        for name, mark in found.items():
            if name in self._seen and self._seen[name] == mark:
                continue
            if mark is None:
                changes.append(["dir", name])
            elif (data := self._read(name, left)) is not None:
                changes.append(["file", name, base64.b64encode(data).decode("ascii")])
                left -= len(data)
            if len(changes) > MAX_FILES:
                break
        gone = [name for name in self._seen if name not in found]
        changes += [["gone", name] for name in sorted(gone, reverse=True)[:MAX_FILES]]
        self._seen = found
        return changes

    def _read(self, name: str, most: int) -> bytes | None:
        try:
            with open(self._path(name), "rb") as file:
                data = file.read(most + 1)
        except OSError:
            return None
        return data if len(data) <= most else None

    def _path(self, name: str) -> str:
        top, _, rest = name.partition("/")
        return os.path.join(self._home if top == WORK else f"{self._root}/{top}", rest)

    def _found(self) -> Iterator[tuple[str, Mark | None]]:
        yield from _below(self._home, WORK)
        if self._root is not None:
            for top in ("tmp", "temp"):
                yield from _below(f"{self._root}/{top}", top)


def _below(folder: str, name: str, depth: int = 0) -> Iterator[tuple[str, Mark | None]]:
    """Walk the folders and regular files below a folder, parents first."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries[:MAX_FILES]:
        path = f"{name}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                yield path, None
                if depth < 16 and entry.name != "__pycache__":
                    yield from _below(entry.path, path, depth + 1)
            elif entry.is_file(follow_symlinks=False):
                facts = entry.stat(follow_symlinks=False)
                yield path, (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        except OSError:
            continue  # It went away meanwhile.
