"""Which types are data, and what may be said of all of them."""

from __future__ import annotations

import datetime as dt
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

Node = Any

DATA_TYPES: Mapping[str, type] = {
    kind.__name__: kind
    for kind in (
        bool, int, float, complex, str, bytes, bytearray, list, tuple, set, frozenset, dict, range,
        slice, object, type, deque, Counter, OrderedDict, defaultdict, array, Decimal, Fraction,
        dt.date, dt.time, dt.datetime, dt.timedelta, UUID, memoryview, enumerate, zip, map, filter,
        reversed,
    )
}  # fmt: skip
DATA_TYPES = {**DATA_TYPES, "NoneType": type(None)}
"""Types that cross by name."""
TYPE_NAMES = {id(kind): name for name, kind in DATA_TYPES.items()}
"""By identity: the hash of a class is its metaclass's to say, and that may be a student's."""

_PLAIN = frozenset({str, bool, type(None)})


def plain(items: Iterable[object]) -> bool:
    """Tell whether all items stand for themselves on both sides."""
    return all(kind in _PLAIN for kind in set(map(type, items)))


def refill(container: Any, fresh: Any) -> None:
    """Give a container the content of another of the same type, in place."""
    if isinstance(container, (dict, set, deque)):
        container.clear()
        container.extend(fresh) if isinstance(container, deque) else container.update(fresh)
        if isinstance(container, defaultdict):
            container.default_factory = fresh.default_factory
    else:
        container[:] = fresh
