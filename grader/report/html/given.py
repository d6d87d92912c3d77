"""Read values of which nothing is known: a key may be missing, of another type, or huge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from math import isfinite
from typing import Any, TypeVar

from grader.report.html.text import one_line

T = TypeVar("T")

MAX_ITEMS = 200
"""Tasks, edges, marks and the like of one explanation."""


def read_each(
    data: object, read: Callable[[Mapping[str, Any]], T | None], limit: int = MAX_ITEMS
) -> tuple[T, ...]:
    """Read the objects of a list; what is none, or reads as None, is left out."""
    found = (read(item) for item in items(data, limit) if isinstance(item, Mapping))
    return tuple(item for item in found if item is not None)


def items(data: object, limit: int = MAX_ITEMS) -> Iterable[object]:
    """Return the first items of a list; none of anything else."""
    return islice(data, limit) if isinstance(data, list | tuple) else ()


def table(data: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return an object; an empty one where there is none."""
    found = data.get(key)
    return found if isinstance(found, Mapping) else {}


def line(data: Mapping[str, Any], key: str, limit: int = 300) -> str:
    """Return a text on a single line; empty where there is none."""
    return one_line(data.get(key), limit)


def whole(value: object) -> int | None:
    """Return a whole number from 0 that fits into 31 bits."""
    fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
    return value if fits and isinstance(value, int) else None


def real(value: object) -> float | None:
    """Return a finite number from 0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    if isinstance(value, int) and value.bit_length() > 60:
        return None
    return float(value) if isfinite(value) and value >= 0 else None
