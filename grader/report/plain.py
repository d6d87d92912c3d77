"""Text that may come from a student, made safe and short for a terminal."""

from __future__ import annotations

import unicodedata

from grader.words import _

BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
"""Characters that reorder what is shown around them (CVE-2021-42574)."""


def plain(text: str) -> str:
    """Spell out control characters, so that no text can steer the terminal that shows it."""
    return "".join(_spell(char) for char in text.replace("\r\n", "\n").expandtabs(4))


def clip(text: str, *, lines: int) -> str:
    """Keep the last lines, and say how many were left out before them."""
    every = text.rstrip().splitlines()
    left_out = len(every) - lines
    if left_out <= 0:
        return "\n".join(every)
    return "\n".join([_("[{count} lines left out]", count=left_out), *every[-lines:]])


def counted(n: int, noun: str, plural: str | None = None) -> str:
    """Write a count with its noun, in English: `1 case`, `3 cases`, `2 processes`."""
    return f"{n} {noun if n == 1 else plural or noun + 's'}"


def duration(seconds: float) -> str:
    """Write a time as people say it: 0.4 s, 12 s, 3 min 20 s."""
    if seconds < 10:
        return _("{count} s", count=f"{seconds:.1f}")
    if seconds < 60:
        return _("{count} s", count=f"{seconds:.0f}")
    minutes, rest = divmod(round(seconds), 60)
    return _("{minutes} min {seconds} s", minutes=minutes, seconds=rest)


def _spell(char: str) -> str:
    if char == "\n":
        return char
    if char in BIDI_CONTROLS or unicodedata.category(char) in ("Cc", "Cs"):
        return char.encode("unicode_escape", "surrogatepass").decode("ascii")
    return char
