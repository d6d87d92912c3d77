"""Make foreign text fit to show: bounded, visible, and unable to reorder the page around it.

Escaping is not done here: that is the template engine's, and `grader.report.svg`'s.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from math import isfinite

from grader.words import _

LINE = 400
"""Characters of a name, a label, a single line."""
PARAGRAPH = 4_000
"""Characters of a message or a help."""
OUTPUT = 20_000
"""Characters of what a case printed."""

# Bidirectional overrides can show source in another order than Python reads it
# (https://trojansource.codes), and invisible characters can make two names look alike.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
# Letters need a mark or two; hundreds of them paint over the lines above and below.
_PILED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)


def clean(value: object, limit: int = LINE) -> str:
    """Return the text of a string or number, at most about `limit` characters; else ''."""
    text = _plain(value)
    size = len(text)
    text = text[:limit].replace("\r\n", "\n").replace("\r", "\n")
    text = _PILED_MARKS.sub(r"\1", _INVISIBLE.sub(_show, text))
    if size <= limit:
        return text
    return _("{text}… ({count} characters in all)", text=text, count=f"{size:,}")


def one_line(value: object, limit: int = LINE) -> str:
    """Return the text on a single line, with runs of blanks made one."""
    return " ".join(clean(value, limit).split())


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int):
        return str(value) if value.bit_length() < 256 else _("a very large number")
    if isinstance(value, float):
        return f"{value:g}"
    return ""


def _show(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return "\ufffd" if 0xD800 <= code < 0xE000 else f"⟨U+{code:04X}⟩"


def points(value: float) -> str:
    """Write points with no more decimals than they need: 2, 2.5, 0.33."""
    if not isfinite(value):
        return "?"
    return f"{value:.2f}".rstrip("0").rstrip(".")


def duration(seconds: float) -> str:
    """Write a duration as people say it: 240 ms, 3.2 s, 2 min 5 s."""
    if not isfinite(seconds) or seconds < 0:
        return "?"
    if seconds < 0.9995:
        return _("{count} ms", count=f"{seconds * 1000:.0f}")
    if seconds < 59.95:
        return _("{count} s", count=f"{seconds:.1f}")
    minutes, rest = divmod(round(seconds), 60)
    return _("{minutes} min {seconds} s", minutes=minutes, seconds=rest)


def moment(when: datetime) -> str:
    """Write a moment in UTC, to the minute."""
    utc = when.astimezone(UTC) if when.tzinfo else when
    return f"{utc:%Y-%m-%d %H:%M} UTC"


def fraction(score: float, max_score: float) -> float | None:
    """Return the share of the points from 0 to 1; None where nothing was to be had."""
    if not (isfinite(score) and isfinite(max_score)) or max_score <= 0:
        return None
    return min(1.0, max(0.0, score / max_score))
