"""A tree in a zip file, read in memory: nothing is ever unpacked onto the disk.

What a zip file says of itself is not believed: names are checked, sizes are counted while
decompressing, and its directory is refused before it is parsed when it is too large.
"""

from __future__ import annotations

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from grader.errors import IntakeError
from grader.intake.names import shown
from grader.intake.tree import Item, Kind, last_name, refused, too_large
from grader.words import N_, _

_CHUNK_BYTES = 64 * 1024
_ENTRY_BYTES = 320
"""What an entry takes in the zip's directory, generously: 46 bytes, its name, extra fields."""
_LONGEST_NAME = 1024
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
# bz2 and lzma are left out: zipfile decompresses them without a bound on the result.
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)
_ZIP_AGAIN = N_("Make the zip file anew with your system's own tool, and try to open it yourself.")


class ZipTree:
    """Read a zip file as a tree.

    Raises:
        IntakeError: when it is no zip file, has too many entries, or an entry that lies outside
            of it (`../x`, `/x`, `C:x`) or appears twice.
    """

    def __init__(self, file: IO[bytes], *, name: str, most_entries: int) -> None:
        self._name = shown(name)
        self._infos: dict[str, zipfile.ZipInfo] = {}
        self._folders: dict[str, dict[str, Kind]] = {"": {}}
        with self._translated():
            self._zip = zipfile.ZipFile(_Wary(file, most_entries * _ENTRY_BYTES))
        infos = self._zip.infolist()
        if len(infos) > most_entries:
            raise self._error(_("has more than {count} entries", count=most_entries))
        self.too_long = self._add_all(infos)

    def children(self, folder: str) -> tuple[Item, ...]:
        """List a folder."""
        try:
            kinds = self._folders[folder]
        except KeyError:
            raise IntakeError(f"There is no folder {shown(folder)} in {self._name}.") from None
        return tuple(Item(name=name, kind=kind) for name, kind in sorted(kinds.items()))

    def read(self, path: str, limit_bytes: int) -> bytes:
        """Decompress a file, and stop where the limit is passed."""
        info = self._infos.get(path)
        if info is None or _kind(info) is not Kind.FILE:
            raise refused(last_name(path), Kind.OTHER if info is None else _kind(info))
        if info.flag_bits & _ENCRYPTED_FLAG:
            told = _("needs a password for {file}", file=shown(path))
            raise self._error(told, N_("Hand it in without one."))
        if info.compress_type not in _METHODS:
            raise self._error(_("compresses {file} in an unusual way", file=shown(path)))
        if info.file_size > limit_bytes:  # said so itself; one that lies is cut below
            raise too_large(path, limit_bytes)
        with self._translated(), self._zip.open(info) as stream:
            data = _read(stream, limit_bytes)
        if len(data) > limit_bytes:
            raise too_large(path, limit_bytes)
        return data

    def _add_all(self, infos: Iterable[zipfile.ZipInfo]) -> tuple[str, ...]:
        too_long = []
        for info in infos:
            name = _name(info)
            if len(name) > _LONGEST_NAME:
                too_long.append(name)
            else:
                self._add(info, name)
        return tuple(too_long)

    def _add(self, info: zipfile.ZipInfo, name: str) -> None:
        parts = [part for part in name.split("/") if part not in {"", "."}]
        if name.startswith("/") or ".." in parts or re.match(r"[A-Za-z]:", name):
            raise self._error(
                _("holds {file}, a name that leads out of its folder", file=shown(name)),
                N_("Zip the folder of your work itself, so that all names lie inside it."),
            )
        if not parts:
            return
        path = "/".join(parts)
        kind = Kind.FOLDER if name.endswith("/") else _kind(info)
        self._place(parts, kind)
        if kind is not Kind.FOLDER:
            if path in self._infos:
                raise self._error(_("holds {file} twice", file=shown(path)))
            self._infos[path] = info

    def _place(self, parts: list[str], kind: Kind) -> None:
        folder = ""
        for index, part in enumerate(parts):
            is_last = index == len(parts) - 1
            wanted = kind if is_last else Kind.FOLDER
            if self._folders[folder].setdefault(part, wanted) is not wanted:
                name = shown("/".join(parts))
                raise self._error(_("holds {file} twice, as different things", file=name))
            folder = f"{folder}/{part}" if folder else part
            if wanted is Kind.FOLDER:
                self._folders.setdefault(folder, {})

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except _BROKEN as error:
            raise self._error(_("is damaged, or is no zip file")) from error

    def _error(self, what: str, hint: str = _ZIP_AGAIN) -> IntakeError:
        told = _("The zip file {name} {problem}.", name=self._name, problem=what)
        return IntakeError(told, hint=_(hint))


class _Wary:
    """Hand out a bounded number of bytes at a time.

    zipfile reads the directory in one piece, as large as the file says it is, and parses all of
    it: a million entries cost seconds and gigabytes before anything can be counted.
    """

    def __init__(self, file: IO[bytes], most_bytes: int) -> None:
        self._file = file
        self._most_bytes = max(most_bytes, 2 * _CHUNK_BYTES)
        self.seek = file.seek
        self.tell = file.tell
        self.seekable = file.seekable
        self.close = file.close

    def read(self, size: int | None = -1, /) -> bytes:
        most = self._most_bytes + 1
        data = self._file.read(most if size is None or size < 0 else min(size, most))
        if len(data) == most:
            raise zipfile.BadZipFile("too large a piece")
        return data


def _name(info: zipfile.ZipInfo) -> str:
    """Return an entry's name with `/` alone; Windows tools of old wrote backslashes.

    A name without the UTF-8 flag is code page 437 by the standard and UTF-8 in practice.
    """
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            pass
    return name.replace("\\", "/")


def _kind(info: zipfile.ZipInfo) -> Kind:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return Kind.LINK
    return Kind.FILE if kind in {0, stat.S_IFREG} else Kind.OTHER


def _read(stream: IO[bytes], limit_bytes: int) -> bytes:
    chunks = []
    size = 0
    while size <= limit_bytes and (chunk := stream.read(_CHUNK_BYTES)):
        chunks.append(chunk)
        size += len(chunk)
    return b"".join(chunks)
