"""The one file that a box is given: `inside` and `wire` as a zip, and the command that takes it in.

The box's Python starts with the bootstrap below as its program. It reads the zip's length (8 bytes,
big-endian) and the zip from its standard input, puts it into its box folder, and starts the agent,
to whom the rest of standard input belongs.
"""

from __future__ import annotations

import io
import py_compile
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

PACKAGE = "_grader_box"
"""The name of our package inside, chosen so that no student's module hides it."""

BOOTSTRAP = f"""
import os, sys
def read(count):
    parts = []
    while count:
        part = os.read(0, min(count, 65536))
        if not part:
            os._exit(0)
        parts.append(part)
        count -= len(part)
    return b"".join(parts)
box = sys.argv[1]
path = os.path.join(box, "agent.zip")
with open(path, "wb") as out:
    out.write(read(int.from_bytes(read(8), "big")))
sys.path.insert(0, path)
from {PACKAGE}.inside.agent import main
main(box)
"""


def agent_command(python: str, box: str) -> list[str]:
    """Return the command that starts the agent; `box` is its writable folder, 4 MiB or more."""
    return [python, "-s", "-P", "-B", "-c", BOOTSTRAP, box]


@cache
def bundle() -> bytes:
    """Return what is sent first: the zip's length and the zip. The same bytes for the same code."""
    out = io.BytesIO()
    # Not deflated: it is written once a box, and read by each process that a program spawns.
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        _add(archive, f"{PACKAGE}/__init__.py", b"")
        for part in ("wire", "inside"):
            for name, content in _sources(files("grader") / part, f"{PACKAGE}/{part}"):
                _add(archive, name, content)
                _add(archive, name + "c", _compiled(name, content))
    content = out.getvalue()
    return len(content).to_bytes(8, "big") + content


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of every module in a folder and below it."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            yield from _sources(entry, path)
        elif entry.name.endswith(".py"):
            yield path, entry.read_bytes()


def _compiled(name: str, source: bytes) -> bytes:
    """Return the bytecode of this Python, which a box of the same version need not compile again.

    One of another version sees by its first bytes that it is none of its own, and takes the source.
    """
    with tempfile.TemporaryDirectory(prefix="grader-bundle-") as folder:
        given = Path(folder, "source.py")
        given.write_bytes(source)
        made = py_compile.compile(
            str(given),
            cfile=str(given) + "c",
            dfile=name,
            doraise=True,
            invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
        )
        return Path(str(made)).read_bytes()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_STORED)
