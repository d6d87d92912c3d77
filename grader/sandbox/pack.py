"""This machine's Python as a tar archive: the root file system of the sandbox image.

Every file belongs to root and may be read by all, whatever the modes of the home that it comes
from. Modification times are kept, because compiled modules name those of their sources; modules
without a compiled form get one, because a read-only box could never keep its own.
"""

from __future__ import annotations

import io
import py_compile
import sys
import tarfile
import tempfile
import warnings
from pathlib import Path, PurePosixPath
from typing import IO

from grader.sandbox.hostpython import ACCOUNTS, HostPython, walk

_FOLDERS = {"/tmp": 0o1777, "/sub": 0o755, "/proc": 0o555, "/sys": 0o555, "/dev": 0o755}
"""Empty folders that the engine mounts something on."""


def pack(python: HostPython, out: IO[bytes]) -> None:
    """Write the archive. The same machine gives the same bytes."""
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as archive:
        packer = _Packer(archive)
        for path, mode in _FOLDERS.items():
            packer.folder(path, mode)
        for path, text in ACCOUNTS.items():
            packer.content(path, text.encode())
        for mapped in python.files:
            packer.file(mapped.source, mapped.target, mode=0o755)
        for path, says in python.links:
            packer.link(path, says)
        for tree in (python.stdlib, *python.trees):
            for source in walk(tree.source):
                inside = source.relative_to(tree.source).as_posix()
                packer.file(source, f"{tree.target}/{inside}", mode=0o644)
        _compile_missing(packer, python)


def _compile_missing(packer: _Packer, python: HostPython) -> None:
    tag = sys.implementation.cache_tag
    with tempfile.TemporaryDirectory() as scratch:
        for source in walk(python.stdlib.source):
            if source.suffix != ".py":
                continue
            compiled = source.parent / "__pycache__" / f"{source.stem}.{tag}.pyc"
            if not compiled.exists():
                inside = source.relative_to(python.stdlib.source).as_posix()
                made = _compiled(source, f"{python.stdlib.target}/{inside}", Path(scratch))
                folder = PurePosixPath(python.stdlib.target, inside).parent
                packer.content(f"{folder}/__pycache__/{compiled.name}", made)


def _compiled(source: Path, target: str, scratch: Path) -> bytes:
    out = scratch / "module.pyc"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        py_compile.compile(
            str(source),
            cfile=str(out),
            dfile=target,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
    return out.read_bytes()


class _Packer:
    """Add entries with the owner and modes of the sandbox, and each parent folder once."""

    def __init__(self, archive: tarfile.TarFile) -> None:
        self._archive = archive
        self._folders: set[str] = {"/"}

    def folder(self, path: str, mode: int = 0o755) -> None:
        if path in self._folders:
            return
        self._parent(path)
        self._folders.add(path)
        entry = self._entry(path, mode)
        entry.type = tarfile.DIRTYPE
        self._archive.addfile(entry)

    def file(self, source: Path, target: str, *, mode: int) -> None:
        with source.open("rb") as content:
            status = source.stat()
            self._add(target, content, status.st_size, mode=mode, mtime=int(status.st_mtime))

    def content(self, path: str, content: bytes) -> None:
        self._add(path, io.BytesIO(content), len(content), mode=0o644, mtime=0)

    def link(self, path: str, says: str) -> None:
        self._parent(path)
        entry = self._entry(path, 0o777)
        entry.type, entry.linkname = tarfile.SYMTYPE, says
        self._archive.addfile(entry)

    def _add(self, path: str, content: IO[bytes], size: int, *, mode: int, mtime: int) -> None:
        self._parent(path)
        entry = self._entry(path, mode)
        entry.size, entry.mtime = size, mtime
        self._archive.addfile(entry, content)

    def _parent(self, path: str) -> None:
        self.folder(str(PurePosixPath(path).parent))

    @staticmethod
    def _entry(path: str, mode: int) -> tarfile.TarInfo:
        entry = tarfile.TarInfo(path.lstrip("/"))
        entry.mode = mode
        return entry
