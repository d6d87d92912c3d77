"""Names that strangers chose: shown safely, made into ids, compared as people would."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath

from grader.words import _

ID_BYTES = 96
"""Leaves room for `__<slug>.json` and a temporary suffix within a file name's 255 bytes."""

_COPY_PREFIX = re.compile(r"^(?:copy of|kopie von|copie de)[\s_-]*", re.IGNORECASE)
# One digit at a time: a quantified group inside the quantified group would backtrack without end.
_COPY_SUFFIX = re.compile(r"(?:[\s_.-]*(?:\(\d+\)|copy|kopie|copie|final|v?\d))+$", re.IGNORECASE)

_JUNK_FOLDERS = frozenset({"__pycache__", "__MACOSX", "node_modules", "venv", "site-packages"})
_JUNK_FILES = frozenset({"thumbs.db", "desktop.ini"})
_JUNK_SUFFIXES = (".pyc", ".pyo", ".swp", "~")
_DATA_SUFFIXES = frozenset(
    {".txt", ".csv", ".tsv", ".json", ".toml", ".ini", ".cfg", ".yaml", ".yml", ".xml"}
)
_OTHER_ARCHIVES = (".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".7z", ".rar")


def shown(name: str, *, longest: int = 80) -> str:
    """Make a name fit to be printed: no control, direction or half characters, and not too long."""
    text = "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode()
        for char in name[: longest + 1]
    )
    return text if len(text) <= longest else text[: longest - 1] + "…"


def listed(names: Iterable[str], *, most: int = 5) -> str:
    """Put names into a sentence: `a, b and 3 more`."""
    every = list(names)
    head = _(", ").join(shown(name) for name in every[:most])
    if len(every) <= most:
        return head
    return _("{names} and {count} more", names=head, count=len(every) - most)


def safe_id(name: str) -> str:
    """Turn a name into an id that is safe as a file name and in a URL, and still readable.

    Letters and digits of any script stay (in NFKC), everything else becomes `-`. A name that is
    too long is cut, and a hash of the whole name keeps two of them apart.
    """
    text = "".join(char if _keeps(char) else "-" for char in unicodedata.normalize("NFKC", name))
    text = re.sub(r"\.{2,}", ".", re.sub(r"-{2,}", "-", text)).rstrip(".-")
    while text and not (text[0].isalnum() or text[0] == "_"):
        text = text[1:]
    if not text:
        return f"student-{_digest(name)}"
    if len(text.encode()) <= ID_BYTES:
        return text
    room = ID_BYTES - 9
    return f"{text.encode()[:room].decode(errors='ignore').rstrip('.-')}-{_digest(name)}"


def _keeps(char: str) -> bool:
    return char in "._-" or unicodedata.category(char)[0] in "LNM"


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode(errors="surrogatepass")).hexdigest()[:8]


class Ids:
    """Give out ids: one a student, and never two that a file system without case would mix up."""

    def __init__(self) -> None:
        self._owner: dict[str, str] = {}
        self._taken: set[tuple[str, str | None]] = set()

    def take(self, student: str, slug: str | None) -> str:
        """Return the id of a student's hand-in for an exercise; the student's others share it."""
        base = safe_id(student)
        number = 1
        while not self._free(base if number == 1 else f"{base}-{number}", student, slug):
            number += 1
        return base if number == 1 else f"{base}-{number}"

    def _free(self, candidate: str, student: str, slug: str | None) -> bool:
        key = unicodedata.normalize("NFKC", candidate.casefold())
        if self._owner.setdefault(key, student) != student or (key, slug) in self._taken:
            return False
        self._taken.add((key, slug))
        return True


@lru_cache(maxsize=4096)
def loose(stem: str) -> str:
    """Reduce a file's stem to what a person would compare: `Producer-Consumer` as
    `producer_consumer`."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", stem).casefold())


@lru_cache(maxsize=4096)
def looser(stem: str) -> str:
    """Reduce as `loose` does, without the marks of a copy: ` (1)`, `-2`, `_final`, `Copy of `."""
    return loose(_COPY_SUFFIX.sub("", _COPY_PREFIX.sub("", stem.strip())))


def is_junk_folder(name: str) -> bool:
    """Tell whether a folder is a tool's, not the student's."""
    return name.startswith(".") or name in _JUNK_FOLDERS


def is_junk_file(name: str) -> bool:
    """Tell whether a file is a tool's, not the student's."""
    lower = name.lower()
    return name.startswith(".") or lower in _JUNK_FILES or lower.endswith(_JUNK_SUFFIXES)


def is_source(name: str) -> bool:
    """Tell whether a file is Python source by its name."""
    return name.lower().endswith(".py")


def is_data(name: str) -> bool:
    """Tell whether a file is text that a program may read, by its name."""
    return PurePosixPath(name).suffix.lower() in _DATA_SUFFIXES


def is_zip(name: str) -> bool:
    """Tell whether a file is a zip file by its name."""
    return name.lower().endswith(".zip")


def is_other_archive(name: str) -> bool:
    """Tell whether a file is an archive of a kind that is not opened."""
    return name.lower().endswith(_OTHER_ARCHIVES)


def is_test_file(name: str) -> bool:
    """Tell whether a source file is there for tests or tools, never as the answer."""
    return name.startswith("test_") or name in {"conftest.py", "setup.py", "__init__.py"}


def is_portable(name: str) -> bool:
    """Tell whether a file can keep its name in the sandbox and in a report."""
    return name.isprintable() and len(name.encode(errors="surrogatepass")) <= 255
