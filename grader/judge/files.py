"""The files of the test's folders, kept alike here and in the program's box.

    scratch/
      work/    the working folder of the tests; in the box, that of the program
      tmp/     pytest's tmp_path and the like
      temp/    the tempfile module's

A test writes a file and hands the program its path; the program writes one and the test reads it.
With a request go the files that are new or changed here; with the answer come those that are in the
box. What comes is doubted: names stay below the folder, nothing but folders and plain files is
made, and nothing that runs, or unpickles, is let near them (`guard`).
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.judge import guard
from grader.judge.outcomes import CaseEnded
from grader.judge.session import Message, Session
from grader.model import Verdict
from grader.wire import codec
from grader.words import _

TOPS = ("work", "tmp", "temp")
MAX_FILES = 1000
MAX_BYTES = 4 << 20
"""Of what is sent at a time, either way."""
MAX_NAME = 1000
MAX_DEPTH = 20

Mark = tuple[int, int, int]
_SEEN = pytest.StashKey[dict[str, Mark | None]]()
"""Which files a session's program was told of, and as of when."""
_WHERE = pytest.StashKey[Path]()
"""In which folder a session's program was last told to be, relative to the root."""
_BROUGHT = pytest.StashKey[set[str]]()
"""Which files a session's program has made."""
_lock = threading.Lock()
_root: list[Path] = []


def install(scratch: Path) -> None:
    """Make a folder the one whose files both sides have; done once in a judge process."""
    for top in TOPS:
        (scratch / top).mkdir()
    _root[:] = [scratch.resolve()]


def outgoing(session: Session) -> Message:
    """Return what a request tells of the files. Raises CaseEnded where they are too many."""
    if not _root:
        return {}
    with _lock:
        seen = session.state.get(_SEEN, None)
        found = dict(_found(_root[0]))
        session.state[_SEEN] = found
        news = {"changes": list(_changes(_root[0], seen or {}, found)), **_moved(session)}
    known = seen is not None and list(news) == ["changes"] and not news["changes"]
    return {} if known else {"files": {"root": str(_root[0]), **news}}


def _moved(session: Session) -> Message:
    """Tell where the test has gone with `chdir`, if it is among the folders of both sides."""
    try:
        folder = Path.cwd().relative_to(_root[0])
    except (OSError, ValueError):
        return {}
    before, session.state[_WHERE] = session.state.get(_WHERE, Path("work")), folder
    return {} if folder == before else {"cwd": str(folder)}


def incoming(session: Session, news: Any) -> None:
    """Write what the program has written. Raises BadValue on what breaks the rules."""
    if not news or not _root:
        return
    if type(news) is not list or len(news) > MAX_FILES:
        raise codec.BadValue("files were expected")
    changes = [_checked(change) for change in news]
    if sum(len(data) for *_, data in changes) > MAX_BYTES:
        raise codec.BadValue("files of more than the bound")
    guard.watch(_root[0])
    with _lock:
        for kind, name, data in changes:
            if not (_root[0] / name).exists():
                session.state.setdefault(_BROUGHT, set()).add(name)
            with contextlib.suppress(OSError):  # The test has something else there, or no room.
                _write(_root[0], kind, name, data)
        session.state[_SEEN] = dict(_found(_root[0]))


def forget(session: Session) -> None:
    """Take away what a session's program has written: the next one is not to find it."""
    brought = session.state.get(_BROUGHT, set())
    session.state[_BROUGHT] = set()
    with _lock:
        for name in sorted(brought, reverse=True):
            with contextlib.suppress(OSError):
                _write(_root[0], "gone", name, b"")


def _found(folder: Path) -> Iterator[tuple[str, Mark | None]]:
    for top in TOPS:
        yield from _below(str(folder / top), top)


def _below(folder: str, name: str) -> Iterator[tuple[str, Mark | None]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        path = f"{name}/{entry.name}"
        try:
            if entry.is_dir(follow_symlinks=False):
                yield path, None
                yield from _below(entry.path, path)
            elif entry.is_file(follow_symlinks=False):
                facts = entry.stat(follow_symlinks=False)
                yield path, (facts.st_mtime_ns, facts.st_size, facts.st_ino)
        except OSError:
            continue  # It went away meanwhile.


def _changes(
    root: Path, seen: dict[str, Mark | None], found: dict[str, Mark | None]
) -> Iterator[list[Any]]:
    left, count = MAX_BYTES, 0
    for name, mark in found.items():
        if name in seen and seen[name] == mark:
            continue
        count += 1
        if mark is None:
            yield ["dir", name]
        elif (data := _read(root / name)) is not None:
            left -= len(data)
            yield ["file", name, base64.b64encode(data).decode("ascii"), mark[0]]
        if left < 0 or count > MAX_FILES:
            raise CaseEnded(
                Verdict.JE,
                _("The test's temporary files are too large or too many to be handed over."),
                help=_(
                    "At most {count} files of {size} MiB together.",
                    count=MAX_FILES,
                    size=MAX_BYTES >> 20,
                ),
            )
    for name in sorted(set(seen) - set(found), reverse=True):
        yield ["gone", name]


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError:
        return None


def _checked(change: Any) -> tuple[str, str, bytes]:
    if type(change) is not list or not 2 <= len(change) <= 3:
        raise codec.BadValue("a file was expected")
    kind, name, *rest = change
    if kind not in ("file", "dir", "gone") or not _is_name(name) or (kind == "file") != bool(rest):
        raise codec.BadValue("a file was expected")
    try:
        return kind, name, base64.b64decode(rest[0], validate=True) if rest else b""
    except (binascii.Error, TypeError, ValueError):
        raise codec.BadValue("a file's content was expected") from None


def _is_name(name: Any) -> bool:
    if type(name) is not str or len(name) > MAX_NAME or not name.isprintable():
        return False
    top, *parts = name.split("/")
    return (
        top in TOPS
        and 0 < len(parts) <= MAX_DEPTH
        and all(part not in ("", ".", "..") for part in parts)
    )


def _write(root: Path, kind: str, name: str, data: bytes) -> None:
    path = root / name
    if path.parent.resolve() != path.parent or path.is_symlink():
        return  # The test has put a link there: what lies behind it is none of the program's.
    if kind == "dir":
        path.mkdir(exist_ok=True)
    elif kind == "gone":
        path.rmdir() if path.is_dir() else path.unlink()
    elif not path.exists() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600),
                  "wb") as file:  # fmt: skip
            file.write(data)
