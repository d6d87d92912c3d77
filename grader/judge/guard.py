"""Files that the program wrote are data here: they are neither run nor unpickled, loaded or linked.

A test reads them as it reads any file. If it hands one to something that would carry out what is in
it (pickle, an import, a subprocess, a shared library), that ends in an error of the test's.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import CodeType
from typing import Any

_watched: list[str] = []
_STARTS = frozenset({"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn"})


class Unsafe(RuntimeError):
    """The test would run, here, what the program has written."""


def watch(folder: Path) -> None:
    """Watch over a folder from now on: the program has written into it."""
    if not _watched:
        sys.addaudithook(_audit)
    if str(folder) not in _watched:
        _watched.append(str(folder))


def _audit(event: str, args: tuple[Any, ...]) -> None:
    if event == "pickle.find_class":
        raise Unsafe("A test cannot unpickle here: the program may have written the file.")
    if event == "exec" and isinstance(args[0], CodeType) and _is_within(args[0].co_filename):
        raise Unsafe("A test cannot run here what the program wrote.")
    if event == "ctypes.dlopen" and _is_within(str(args[0])):
        raise Unsafe("A test cannot load here what the program wrote.")
    if event in _STARTS and any(folder in repr(args) for folder in _watched):
        raise Unsafe("A test cannot start a process here on what the program wrote.")


def _is_within(path: str) -> bool:
    if path.startswith("<"):
        return False
    whole = os.path.abspath(path)
    return any(whole.startswith(folder + os.sep) for folder in _watched)
