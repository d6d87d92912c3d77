"""Files read within bounds, and written so that nobody ever sees a part of one."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from grader.errors import StoreError

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_FORBIDDEN: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_NO_FOLDER: Final = frozenset({errno.ENOTDIR, errno.EEXIST, errno.EISDIR, errno.ENOTEMPTY})


def read_bounded(path: Path, *, most_bytes: int) -> bytes:
    """Read a file that is not larger than it may be.

    Raises:
        StoreError: when it is larger, is no file, or cannot be read.
    """
    try:
        if not path.is_file():
            what = "is no file" if path.exists() else "is missing"
            raise StoreError(what, where=str(path))
        with path.open("rb") as file:
            data = file.read(most_bytes + 1)
    except OSError as error:
        raise StoreError(f"cannot be read: {error.strerror}", where=str(path)) from error
    if len(data) > most_bytes:
        raise StoreError(f"is larger than {most_bytes:,} bytes", where=str(path))
    return data


def write_whole(path: Path, data: bytes) -> None:
    """Write a file, and its folder where that is missing: temporary file, fsync, rename.

    Raises:
        StoreError: when it cannot be written; what was there before is then still whole.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise cannot_write(path, error) from error


def remove(path: Path) -> None:
    """Remove a file if it is there.

    Raises:
        StoreError: when it cannot be removed.
    """
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> StoreError:
    """Translate what the system says about a file that cannot be written."""
    if error.errno in _FULL:
        hint = "The disk is full. Make room and start again: what is finished is kept."
    elif error.errno in _FORBIDDEN:
        hint = "Name a folder that you may write to with --out DIR."
    elif error.errno in _NO_FOLDER:
        hint = "Something else has this name already. Name another folder with --out DIR."
    else:
        hint = None
    return StoreError(f"cannot be written: {error.strerror}", where=str(path), hint=hint)


def _replace(path: Path, data: bytes) -> None:
    # In the same folder, since a rename cannot cross file systems. Not `tempfile`, whose files
    # nobody but the owner could read: results are there to be shared.
    partial = path.with_name(f".{secrets.token_hex(8)}.partial")
    try:
        with partial.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except BaseException:
        with suppress(OSError):
            partial.unlink()
        raise
