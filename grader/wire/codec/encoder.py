"""Values into nodes."""

from __future__ import annotations

import base64
import datetime as dt
import math
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import PosixPath, PurePosixPath
from typing import Any
from uuid import UUID

from .bounds import (
    INLINE_BITS,
    MAX_DEPTH,
    MAX_EXPONENT,
    MAX_FRACTION_BITS,
    CannotEncode,
    Unfolding,
    exponent,
)
from .kinds import TYPE_NAMES, Node, plain

Export = Callable[[object], Node]


class Encoder:
    """Turn values into nodes. One encoder for one message: its numbers are the message's."""

    def __init__(self, export: Export) -> None:
        self._export = export
        self._numbers: dict[int, int] = {}
        self.containers: list[Any] = []
        """The mutable containers met so far, by number; holding them keeps their ids valid."""
        self.met_again: set[int] = set()
        """Numbers of those that were referred to."""
        self._unfolding = Unfolding(CannotEncode)
        self._depth = 0

    def encode(self, value: object) -> Node:
        """Return the node of a value. Raises CannotEncode on what is too deep or too large."""
        kind = type(value)
        if kind is str or kind is bool or value is None:
            return value
        encode = self._BY_TYPE.get(kind)
        if encode is None:
            name = TYPE_NAMES.get(id(value))
            return self._export(value) if name is None else {"type": name}
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise CannotEncode(f"data nested deeper than {MAX_DEPTH} levels")
        try:
            return encode(self, value)
        finally:
            self._depth -= 1

    def known(self, value: object) -> int | None:
        """Return the number of a container that was met before."""
        return self._numbers.get(id(value))

    def adopt(self, containers: Iterable[Any]) -> None:
        """Number the containers that the other side knows already."""
        for container in containers:
            self._number(container)

    def content(self, container: Any) -> Node:
        """Return the content of a numbered container, its own number aside."""
        return self._CONTENT[type(container)](self, container)

    def _number(self, container: object) -> None:
        self._numbers[id(container)] = len(self.containers)
        self.containers.append(container)

    def _container(self, value: Any) -> Node:
        number = self._numbers.get(id(value))
        if number is not None:
            self._unfolding.refer(number)
            self.met_again.add(number)
            return {"ref": number}
        number, before = len(self.containers), self._unfolding.count
        self._number(value)
        node = self._CONTENT[type(value)](self, value)
        self._unfolding.finish(number, before)
        return node

    def _items(self, items: Iterable[object]) -> list[Node]:
        items = list(items)
        self._unfolding.add(len(items) + 1)
        return items if plain(items) else [self.encode(item) for item in items]

    def _pairs(self, mapping: Mapping[Any, Any]) -> list[Node]:
        self._unfolding.add(2 * len(mapping) + 1)
        return [[self.encode(key), self.encode(item)] for key, item in list(mapping.items())]

    def _int(self, value: int) -> Node:
        return value if value.bit_length() <= INLINE_BITS else {"int": f"{value:x}"}

    def _float(self, value: float) -> Node:
        return value if math.isfinite(value) else {"float": repr(value)}

    def _decimal(self, value: Decimal) -> Node:
        if exponent(value) > MAX_EXPONENT:
            raise CannotEncode(f"a Decimal whose exponent is beyond {MAX_EXPONENT}")
        return {"decimal": str(value)}

    def _fraction(self, value: Fraction) -> Node:
        halves = value.numerator, value.denominator
        if max(half.bit_length() for half in halves) > MAX_FRACTION_BITS:
            raise CannotEncode(f"a Fraction of more than {MAX_FRACTION_BITS} bits")
        return {"fraction": [self._int(half) for half in halves]}

    def _path(self, value: PosixPath) -> Node:
        # By value: by reference, its methods would be those of the other side's file system.
        return {"filepath": str(value)}

    def _time_zone(self, value: dt.datetime | dt.time) -> Node:
        offset = value.utcoffset()
        return None if offset is None else offset.total_seconds()

    _CONTENT: Mapping[type, Callable[[Encoder, Any], Node]] = {
        list: lambda self, value: self._items(value),
        dict: lambda self, value: {"dict": self._pairs(value)},
        set: lambda self, value: {"set": self._items(value)},
        bytearray: lambda self, value: {"bytearray": _b64(value)},
        deque: lambda self, value: {"deque": [value.maxlen, self._items(value)]},
        Counter: lambda self, value: {"counter": self._pairs(value)},
        OrderedDict: lambda self, value: {"odict": self._pairs(value)},
        defaultdict: lambda self, value: {
            "ddict": [self.encode(value.default_factory), self._pairs(value)]
        },
        array: lambda self, value: {"array": [value.typecode, self._items(value)]},
    }

    _BY_TYPE: Mapping[type, Callable[[Encoder, Any], Node]] = {
        int: _int,
        float: _float,
        tuple: lambda self, value: {"tuple": self._items(value)},
        frozenset: lambda self, value: {"frozenset": self._items(value)},
        bytes: lambda self, value: {"bytes": _b64(value)},
        complex: lambda self, value: {
            "complex": [self._float(value.real), self._float(value.imag)]
        },
        Decimal: _decimal,
        Fraction: _fraction,
        range: lambda self, value: {
            "range": [self._int(n) for n in (value.start, value.stop, value.step)]
        },
        slice: lambda self, value: {
            "slice": [self.encode(n) for n in (value.start, value.stop, value.step)]
        },
        type(...): lambda self, value: {"ellipsis": 0},
        type(NotImplemented): lambda self, value: {"notimplemented": 0},
        dt.date: lambda self, value: {"date": value.isoformat()},
        dt.time: lambda self, value: {
            "time": [value.replace(tzinfo=None).isoformat(), value.fold, self._time_zone(value)]
        },
        dt.datetime: lambda self, value: {
            "datetime": [value.replace(tzinfo=None).isoformat(), value.fold, self._time_zone(value)]
        },
        dt.timedelta: lambda self, value: {
            "timedelta": [value.days, value.seconds, value.microseconds]
        },
        UUID: lambda self, value: {"uuid": value.hex},
        PosixPath: _path,
        PurePosixPath: lambda self, value: {"purepath": str(value)},
        **dict.fromkeys(_CONTENT, _container),
    }  # fmt: skip


MUTABLE: tuple[type, ...] = tuple(Encoder._CONTENT)
"""Containers that are numbered, copied, and written back after a call."""


def _b64(value: bytes | bytearray) -> str:
    return base64.b64encode(value).decode("ascii")
