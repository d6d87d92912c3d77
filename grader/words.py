"""The language in which the grader speaks: English, or what a catalogue in `locale` has.

English is the key of each message: `_("{task} waits for {what}", task=…, what=…)`. A catalogue has
two domains: `grader`, and `inside` for what is told in the box. How they are made and how a
language is added: docs/languages.md.
"""

from __future__ import annotations

import gettext as standard
from functools import cache
from pathlib import Path

from grader.wire.joints import fill

LOCALE = Path(__file__).parent / "locale"
ENGLISH = "en"

_language = ENGLISH
_catalogue = standard.NullTranslations()


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of the languages that there are, English first."""
    others = (path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/grader.mo"))
    return (ENGLISH, *sorted(others))


def language() -> str:
    """Return the code of the language of this process."""
    return _language


def set_language(code: str) -> None:
    """Speak a language from now on, in the whole process.

    Raises:
        ValueError: when there is no catalogue for it.
    """
    global _language, _catalogue
    if code not in languages():
        raise ValueError(f"there is no language {code!r}")
    _catalogue = _read(code)
    _language = code


def _(message: str, /, **parts: object) -> str:
    """Return a message in the language of now, with its parts put in by their names."""
    # Of nothing a catalogue would tell its own head.
    return _told(_catalogue.gettext(message), parts) if message else ""


def ngettext(one: str, many: str, count: int, /, **parts: object) -> str:
    """Return the form of a message that fits a number, which is its part `count`, too."""
    return _told(_catalogue.ngettext(one, many, count), {"count": count, **parts})


def N_(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is told."""
    return message


def for_the_box(code: str) -> dict[str, str]:
    """Return what the box is told of a language: its messages by the English ones."""
    if code == ENGLISH:
        return {}
    data = _path(code, "inside").read_bytes()
    return {key: text for key, text in _pairs(data) if key}


def _told(text: str, parts: dict[str, object]) -> str:
    if not parts:
        return text
    return text.format(**parts) if _language == ENGLISH else fill(text, parts)


@cache
def _read(code: str) -> standard.NullTranslations:
    if code == ENGLISH:
        return standard.NullTranslations()
    with _path(code, "grader").open("rb") as file:
        return standard.GNUTranslations(file)


def _path(code: str, domain: str) -> Path:
    return LOCALE / code / "LC_MESSAGES" / f"{domain}.mo"


def _pairs(data: bytes) -> list[tuple[str, str]]:
    """Read a little-endian .mo file. Source: the GNU gettext manual, "MO Files"."""

    def number(at: int) -> int:
        return int.from_bytes(data[at : at + 4], "little")

    def texts(table: int) -> list[str]:
        rows = [(number(at), number(at + 4)) for at in range(table, table + 8 * count, 8)]
        return [data[start : start + size].decode() for size, start in rows]

    count = number(8)
    return list(zip(texts(number(12)), texts(number(16)), strict=True))
