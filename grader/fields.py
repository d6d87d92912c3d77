"""Typed values out of decoded TOML and JSON, with one clear error for the first that is wrong.

A `Fields` knows its file and its place in it, so that every error names both:
`exercises/bank/exercise.toml: limits.wall_second: unknown key`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, TypeVar

from grader.errors import GraderError, ManifestError

T = TypeVar("T")

_WORDS: Final = {
    str: "a text",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Bound a number, both ends included unless `above` says that the least is not."""

    least: float = -math.inf
    most: float = math.inf
    above: bool = False

    def __contains__(self, value: float) -> bool:
        low_enough = value > self.least if self.above else value >= self.least
        return low_enough and value <= self.most

    def __str__(self) -> str:
        parts = []
        if self.least > -math.inf:
            parts.append(f"{'above' if self.above else 'at least'} {self.least:,g}")
        if self.most < math.inf:
            parts.append(f"at most {self.most:,g}")
        return " and ".join(parts)


ANY: Final = Range()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """Read one table of a file; every method raises `error` for a value that is not as asked."""

    data: Mapping[str, object]
    file: str
    at: str = ""
    """The dotted path of the table in its file; empty at the top."""
    error: type[GraderError] = ManifestError

    @classmethod
    def of(
        cls, value: object, *, file: str, at: str = "", error: type[GraderError] = ManifestError
    ) -> Fields:
        """Wrap a decoded value, which must be a table."""
        if not isinstance(value, dict):
            raise error(_expected(at or "the file", "a table", value), where=file)
        return cls(data=value, file=file, at=at, error=error)

    def fail(self, key: str, what: str, hint: str | None = None) -> GraderError:
        """Make the error for a key of this table; the caller raises it."""
        return self.error(f"{self.path(key)}: {what}", where=self.file, hint=hint)

    def path(self, key: str) -> str:
        """Spell the dotted path of a key of this table."""
        return f"{self.at}.{key}" if self.at else key

    def only(self, known: Iterable[str]) -> None:
        """Refuse keys that are not known, naming the nearest one that is."""
        names = sorted(known)
        for key in self.data:
            if key not in names:
                raise self.fail(key, "unknown key", self._nearest(key, names))

    def has(self, key: str) -> bool:
        """Tell whether the key is there."""
        return key in self.data

    def text(self, key: str) -> str:
        """Return a text."""
        return self._get(key, str)

    def flag(self, key: str) -> bool:
        """Return true or false."""
        return self._get(key, bool)

    def whole(self, key: str, bounds: Range = ANY) -> int:
        """Return a whole number within bounds; true is not 1."""
        return self._within(key, self._get(key, int), bounds)

    def number(self, key: str, bounds: Range = ANY) -> float:
        """Return a finite number within bounds; true is not 1."""
        try:
            value = float(self._get(key, float))
        except OverflowError:
            value = math.inf
        if not math.isfinite(value):
            raise self.fail(key, "expected a finite number")
        return self._within(key, value, bounds)

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, none of them twice."""
        items = self._get(key, list)
        for place, item in enumerate(items):
            if not isinstance(item, str):
                raise self.fail(f"{key}[{place}]", _expected("", "a text", item))
            if item in items[:place]:
                raise self.fail(f"{key}[{place}]", f"{item!r} is in the list twice")
        return tuple(items)

    def items(self, key: str) -> list[object]:
        """Return a list of anything."""
        return self._get(key, list)

    def table(self, key: str) -> Fields:
        """Return a table below this one."""
        data = self._get(key, dict)
        return Fields(data=data, file=self.file, at=self.path(key), error=self.error)

    def tables(self, key: str) -> tuple[Fields, ...]:
        """Return a list of tables."""
        return tuple(
            Fields.of(item, file=self.file, at=f"{self.path(key)}[{place}]", error=self.error)
            for place, item in enumerate(self.items(key))
        )

    def optional(self, read: Callable[[str], T], key: str, default: T) -> T:
        """Read the key with a method of this table where it is there, else take the default."""
        return read(key) if key in self.data else default

    def _get(self, key: str, kind: type[T]) -> T:
        if key not in self.data:
            raise self.fail(key, f"missing, expected {_WORDS[kind]}")
        value = self.data[key]
        if not _is(value, kind):
            raise self.fail(key, _expected("", _WORDS[kind], value))
        return value  # type: ignore[return-value]  # _is has looked

    def _within(self, key: str, value: T, bounds: Range) -> T:
        if value not in bounds:  # type: ignore[operator]  # only numbers come here
            raise self.fail(key, f"{value} is out of range, expected {bounds}")
        return value

    def _nearest(self, key: str, names: list[str]) -> str:
        near = get_close_matches(key, names, n=1, cutoff=0.5)
        if near:
            return f"Did you mean `{self.path(near[0])}`?"
        return f"Known keys: {', '.join(names)}."


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name that was most likely meant, or None when none is near."""
    near = get_close_matches(name, sorted(names), n=1, cutoff=0.5)
    return near[0] if near else None


def _is(value: object, kind: type[object]) -> bool:
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, (int, float) if kind is float else kind)


def _expected(name: str, wanted: str, value: object) -> str:
    text = f"expected {wanted}, found {_describe(value)}"
    return f"{name}: {text}" if name else text


def _describe(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, str | bool | int | float):
        text = f"{value!r}" if not isinstance(value, bool) else str(value).lower()
        return text if len(text) <= 40 else f"{text[:39]}…"
    return _WORDS.get(type(value), f"a {type(value).__name__}")
