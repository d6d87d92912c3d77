"""A few files as a zip file, and back within bounds."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from grader.errors import StoreError
from grader.manifest import path_problem

EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can name: the same files give the same bytes."""
READABLE: Final = 0o644 << 16


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Write files into a zip file, by their relative paths."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, date_time=EPOCH)
            entry.external_attr = READABLE
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return out.getvalue()


def unzip_files(data: bytes, *, most_bytes: int, where: str) -> dict[str, bytes]:
    """Return the files of a zip file by their paths; nothing is written anywhere.

    Raises:
        StoreError: when it is no zip file, names a path that leads out of a folder, or holds more
            than `most_bytes`, whatever its headers claim.
    """
    found: dict[str, bytes] = {}
    left = most_bytes
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                problem = path_problem(entry.filename)
                if problem:
                    raise StoreError(f"{entry.filename!r} {problem}", where=where)
                with archive.open(entry) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise StoreError(f"holds more than {most_bytes:,} bytes", where=where)
                found[entry.filename] = content
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise StoreError(f"is no zip file that can be read: {error}", where=where) from error
    return found
