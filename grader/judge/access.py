"""What the program did to what the test shares with it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """One reading or writing."""

    call: int
    """Which of the program's calls of the test it was, counted from 1."""
    kind: str
    place: str
    value: str
