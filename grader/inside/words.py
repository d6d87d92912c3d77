"""The language of an explanation: what the judge sent of its catalogue, or else English.

English is the key: a message that the catalogue lacks is told in English.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..wire.joints import fill

_catalogue: Mapping[str, str] = {}


def use(catalogue: Mapping[str, str]) -> None:
    """Tell everything in the language of this catalogue from now on; in English if it is empty."""
    global _catalogue
    _catalogue = catalogue


def is_english() -> bool:
    """Tell whether nothing is translated."""
    return not _catalogue


def _(message: str, /, **parts: object) -> str:
    """Return a message in the language of now, with its parts put in by their names."""
    if not _catalogue:
        return message.format(**parts) if parts else message
    told = _catalogue.get(message, message)
    return fill(told, parts) if parts else told


def N_(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is told."""
    return message
