"""The student's files as the judge sent them, for the agent: what explanations quote and parse.

The program says which file a function of its own stands in, and may name a FIFO or `/dev/zero`:
nothing is opened by that name here. Nor is what it has written over its files since believed.
"""

from __future__ import annotations

import ast
import codecs
import io
import tokenize
from functools import lru_cache

MAX_SOURCE = 1 << 20
KEPT = 8
"""So many files are kept parsed."""
ENCODINGS = frozenset(
    "utf-8 utf-8-sig ascii iso8859-1 iso8859-15 cp1252 gbk gb2312 gb18030 big5".split()
)
"""Those whose decoding takes no longer than reading; `punycode` takes the square of it."""

_files: dict[str, bytes] = {}
"""By the path that they have in the box."""


def keep(path: str, content: bytes) -> None:
    """Take in a file of the student's, by the path from which the program loads it."""
    _files[path] = content[:MAX_SOURCE]
    _lines.cache_clear()
    tree.cache_clear()


def line(path: str, number: int) -> str:
    """Return a line, bare; empty where there is none."""
    lines = _lines(path)
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


@lru_cache(maxsize=KEPT)
def tree(path: str) -> ast.Module | None:
    """Return a file parsed; None where it is none of the student's, or no good source."""
    if path not in _files:
        return None
    try:
        return ast.parse(_text(_files[path]))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


@lru_cache(maxsize=KEPT)
def _lines(path: str) -> list[str]:
    return io.StringIO(_text(_files.get(path, b"")), newline=None).readlines()


def _text(content: bytes) -> str:
    try:
        named, _ = tokenize.detect_encoding(io.BytesIO(content).readline)
        known = codecs.lookup(named).name in ENCODINGS
    except (SyntaxError, LookupError):
        known = False
    return content.decode(named if known else "utf-8", "replace")
