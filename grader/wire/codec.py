"""Values as JSON nodes and back: data by value, everything else by reference.

A JSON scalar stands for itself and an array for a list. Any other value is an object with one key
that names its kind: `{"tuple":[…]}`, `{"dict":[[k,v],…]}`, `{"bytes":"<base64>"}`. Mutable
containers are numbered in the order in which they are first met; `{"ref":n}` is the n-th again, so
shared and cyclic structure survives. What is no data is left to the two sides: `export` turns an
object into a node of its own, `resolve` turns such a node back.

Only exact types are data: an instance of a subclass is an object of whoever wrote the subclass.
"""

from __future__ import annotations

import base64
import binascii
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

MAX_DEPTH = 100
"""Of data in data. Decoding a level takes six calls, and has to fit on a test's own stack."""
MAX_SAME_HASH = 64
"""How many keys of one set or dict may share a hash: more is an attack on the table."""
INLINE_BITS = 2_000
"""Larger integers travel in hexadecimal, whose parsing takes linear time. So many bits need fewer
digits than the least that `sys.set_int_max_str_digits` can be set to."""
MAX_EXPONENT = 100_000
"""Of a Decimal: `int(Decimal("1e999999"))` must not cost the reader minutes."""
MAX_FRACTION_BITS = 100_000
"""Of each half of a Fraction, which are divided by what they share, in quadratic time."""

MAX_PATH = 4096
"""Characters of a path: no kernel takes a longer one."""

MAX_UNFOLDED = 1_500_000
"""How many values there may be where every reference stands for all it refers to: printing or
comparing a value takes so many steps, and a few shared lists can unfold to 2**60."""
ENTANGLED = 100
"""How much more a reference counts where there are cycles: what it unfolds to depends on the way
there, and no way is shorter to know than to walk them all."""

Node = Any
Export = Callable[[object], Node]
Resolve = Callable[[str, Any], object]

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
_TYPE_NAMES = {id(kind): name for name, kind in DATA_TYPES.items()}
"""By identity: the hash of a class is its metaclass's to say, and that may be a student's."""


class CannotEncode(ValueError):
    """The value is too deep or too large to cross."""


class BadValue(ValueError):
    """The node breaks the rules of this module."""


def _simple(items: Iterable[object]) -> bool:
    return all(kind in _PLAIN for kind in set(map(type, items)))


_PLAIN = frozenset({str, bool, type(None)})


class Unfolding:
    """Count how many values a message unfolds to; `too_large` is raised beyond the bound."""

    def __init__(self, too_large: type[ValueError]) -> None:
        self._too_large = too_large
        self._sizes: dict[int, int] = {}
        self._cyclic = False
        self.count = 0

    def add(self, count: int) -> None:
        """Count values."""
        self.count += count
        if self.count > MAX_UNFOLDED:
            raise self._too_large(f"data that unfolds to more than {MAX_UNFOLDED:,} values")

    def finish(self, number: int, before: int) -> None:
        """Note that a container is complete; `before` is the count when it began."""
        self._sizes.setdefault(number, self.count - before)

    def refer(self, number: int) -> None:
        """Count a reference to a container; to one that is not complete it closes a cycle."""
        size = self._sizes.get(number)
        if size is None:
            self._cyclic = True
        self.add((size or 1) * (ENTANGLED if self._cyclic and size else 1))


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
            name = _TYPE_NAMES.get(id(value))
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
        return items if _simple(items) else [self.encode(item) for item in items]

    def _pairs(self, mapping: Mapping[Any, Any]) -> list[Node]:
        self._unfolding.add(2 * len(mapping) + 1)
        return [[self.encode(key), self.encode(item)] for key, item in list(mapping.items())]

    def _int(self, value: int) -> Node:
        return value if value.bit_length() <= INLINE_BITS else {"int": f"{value:x}"}

    def _float(self, value: float) -> Node:
        return value if math.isfinite(value) else {"float": repr(value)}

    def _decimal(self, value: Decimal) -> Node:
        if _exponent(value) > MAX_EXPONENT:
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


def refill(container: Any, fresh: Any) -> None:
    """Give a container the content of another of the same type, in place."""
    if isinstance(container, (dict, set, deque)):
        container.clear()
        container.extend(fresh) if isinstance(container, deque) else container.update(fresh)
        if isinstance(container, defaultdict):
            container.default_factory = fresh.default_factory
    else:
        container[:] = fresh


class Decoder:
    """Turn nodes into values; everything about a node is doubted. One decoder for one message."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve
        self.containers: list[Any] = []
        self.met_again: set[int] = set()
        """Numbers of those that were referred to."""
        self._stand_in = False
        self._unfolding = Unfolding(BadValue)
        self._depth = 0

    def decode(self, node: Node) -> Any:
        """Return the value of a node. Raises BadValue where it is malformed."""
        kind = type(node)
        if kind in _SCALARS:
            return node
        self._depth += 1
        if self._depth > MAX_DEPTH + 2:
            raise BadValue("nested too deep")
        number, before = len(self.containers), self._unfolding.count
        try:
            value = self._fill(self._new([]), node) if kind is list else self._tagged(node)
            if number < len(self.containers):
                self._unfolding.finish(number, before)
            return value
        except BadValue:
            raise
        except Exception as error:
            # Besides what a wrong node leads to: the hash of a key may be the student's to raise.
            raise BadValue(f"malformed value: {_said(error)}") from None
        finally:
            self._depth -= 1

    def restore(self, changes: Node) -> None:
        """Refill numbered containers: `[[number, content], …]`, as `Encoder.content` made them."""
        if type(changes) is not list:
            raise BadValue("changes are no list")
        known = len(self.containers)
        for change in changes:
            number, content = _pair(change)
            if type(number) is not int or not 0 <= number < known:
                raise BadValue("a change of an unknown container")
            target = self.containers[number]
            fresh = self._fresh(content)
            if type(fresh) is not type(target):
                raise BadValue("a container changed its type")
            refill(target, fresh)

    def _fresh(self, content: Node) -> Any:
        # A known container's content is decoded into a stand-in that takes no number, so that
        # the numbers of new containers go on where the sender's do.
        self._stand_in = True
        fresh = self.decode(content)
        if self._stand_in:
            raise BadValue("the content of no container")
        return fresh

    def _new(self, container: Any) -> Any:
        if self._stand_in:
            self._stand_in = False
        else:
            self.containers.append(container)
        return container

    def _fill(self, target: list[Any], nodes: list[Node]) -> list[Any]:
        self._unfolding.add(len(nodes) + 1)
        if all(kind in _SCALARS for kind in set(map(type, nodes))):
            target.extend(nodes)
        else:
            target.extend(map(self.decode, nodes))
        return target

    def _tagged(self, node: Node) -> Any:
        if type(node) is not dict or not node:
            raise BadValue(f"no value: {type(node).__name__}")
        tag = next(iter(node))
        decode = self._BY_TAG.get(tag)
        if decode is None:
            return self.resolve(tag, node)
        if len(node) != 1:
            raise BadValue("a value with two kinds")
        return decode(self, node[tag])

    def _list(self, nodes: Node) -> list[Any]:
        if type(nodes) is not list:
            raise BadValue("a list was expected")
        self._unfolding.add(len(nodes) + 1)
        return [self.decode(item) for item in nodes]

    def _keys(self, nodes: Node) -> list[Any]:
        keys = self._list(nodes)
        check_hashes(keys)
        return keys

    def _dict(self, target: Any, nodes: Node) -> Any:
        return self._put(self._new(target), nodes)

    def _put(self, target: Any, nodes: Node) -> Any:
        if type(nodes) is not list:
            raise BadValue("pairs were expected")
        self._unfolding.add(2 * len(nodes) + 1)
        pairs = [(self.decode(key), self.decode(item)) for key, item in map(_pair, nodes)]
        check_hashes([key for key, _ in pairs])
        target.update(dict(pairs))
        return target

    def _set(self, nodes: Node) -> set[Any]:
        target: set[Any] = self._new(set())
        target.update(self._keys(nodes))
        return target

    def _deque(self, node: Node) -> deque[Any]:
        maxlen, items = _pair(node)
        target: deque[Any] = self._new(deque(maxlen=maxlen))
        target.extend(self._list(items))
        return target

    def _defaultdict(self, node: Node) -> Any:
        target: Any = self._new(defaultdict())
        factory, pairs = _pair(node)
        target.default_factory = self.decode(factory)
        if not (factory is None or callable(target.default_factory)):
            raise BadValue("a default factory that cannot be called")
        return self._put(target, pairs)

    def _array(self, node: Node) -> array[Any]:
        code, items = _pair(node)
        target = self._new(array(code))
        target.extend(self._list(items))
        return target  # type: ignore[no-any-return]

    def _ref(self, number: Node) -> Any:
        if type(number) is not int or not 0 <= number < len(self.containers):
            raise BadValue("a reference to nothing")
        self._unfolding.refer(number)
        self.met_again.add(number)
        return self.containers[number]

    def _type_by_name(self, name: Node) -> type:
        if type(name) is not str or name not in DATA_TYPES:
            raise BadValue("an unknown type")
        return DATA_TYPES[name]

    _BY_TAG: Mapping[str, Callable[[Decoder, Any], Any]] = {
        "tuple": lambda self, node: tuple(self._list(node)),
        "dict": lambda self, node: self._dict({}, node),
        "set": _set,
        "frozenset": lambda self, node: frozenset(self._keys(node)),
        "bytes": lambda self, node: _unb64(node),
        "bytearray": lambda self, node: self._new(bytearray(_unb64(node))),
        "deque": _deque,
        "counter": lambda self, node: self._dict(Counter(), node),
        "odict": lambda self, node: self._dict(OrderedDict(), node),
        "ddict": _defaultdict,
        "array": _array,
        "ref": _ref,
        "int": lambda self, node: int(_text(node), 16),
        "float": lambda self, node: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[node],
        "complex": lambda self, node: complex(*_numbers(self._list(node), 2)),
        "decimal": lambda self, node: _decimal(_text(node)),
        "fraction": lambda self, node: _fraction(*_numbers(self._list(node), 2)),
        "range": lambda self, node: range(*_numbers(self._list(node), 3)),
        "slice": lambda self, node: slice(*_sized(self._list(node), 3)),
        "ellipsis": lambda self, node: ...,
        "notimplemented": lambda self, node: NotImplemented,
        "date": lambda self, node: dt.date.fromisoformat(_text(node)),
        "time": lambda self, node: _zoned(dt.time.fromisoformat, node),
        "datetime": lambda self, node: _zoned(dt.datetime.fromisoformat, node),
        "timedelta": lambda self, node: dt.timedelta(*_numbers(self._list(node), 3)),
        "uuid": lambda self, node: UUID(hex=_text(node)),
        "filepath": lambda self, node: PosixPath(_path_text(node)),
        "purepath": lambda self, node: PurePosixPath(_path_text(node)),
        "type": _type_by_name,
    }


_SCALARS = frozenset({str, int, float, bool, type(None)})


def _said(error: Exception) -> str:
    try:
        return str(error)[:100]
    except Exception:  # A student's class, once more.
        return type(error).__name__


def check_hashes(keys: list[Any]) -> None:
    """Refuse keys that were made to collide. Raises BadValue; TypeError where one has no hash."""
    if len(keys) <= MAX_SAME_HASH or _simple(keys):
        return
    counts: Counter[int] = Counter(map(hash, keys))
    if counts.most_common(1)[0][1] > MAX_SAME_HASH:
        raise BadValue("keys whose hashes collide")


def _pair(node: Node) -> tuple[Any, Any]:
    if type(node) is not list or len(node) != 2:
        raise BadValue("a pair was expected")
    return node[0], node[1]


def _sized(items: list[Any], count: int) -> list[Any]:
    if len(items) != count:
        raise BadValue(f"{count} items were expected")
    return items


def _numbers(items: list[Any], count: int) -> list[Any]:
    if any(type(item) not in (int, float) for item in items):
        raise BadValue("numbers were expected")
    return _sized(items, count)


def _text(node: Node) -> str:
    if type(node) is not str:
        raise BadValue("a text was expected")
    return node


def _path_text(node: Node) -> str:
    text = _text(node)
    if len(text) > MAX_PATH or "\0" in text:
        raise BadValue("no path")
    return text


def _unb64(node: Node) -> bytes:
    try:
        return base64.b64decode(_text(node), validate=True)
    except binascii.Error as error:
        raise BadValue(f"no base64: {error}") from None


def _decimal(text: str) -> Decimal:
    value = Decimal(text)
    if _exponent(value) > MAX_EXPONENT:
        raise BadValue("a decimal with a huge exponent")
    return value


def _exponent(value: Decimal) -> int:
    """Return how far from 1 a Decimal's scale is; 0 for what has none, as NaN."""
    exponent = value.as_tuple().exponent
    return abs(exponent) if isinstance(exponent, int) else 0


def _fraction(numerator: Any, denominator: Any) -> Fraction:
    for half in (numerator, denominator):
        if type(half) is not int or half.bit_length() > MAX_FRACTION_BITS:
            raise BadValue("a fraction of two integers was expected")
    return Fraction(numerator, denominator)


def _zoned(parse: Callable[[str], Any], node: Node) -> Any:
    if type(node) is not list or len(node) != 3:
        raise BadValue("a time was expected")
    text, fold, offset = node
    if fold not in (0, 1) or type(offset) not in (int, float, type(None)):
        raise BadValue("a time was expected")
    zone = None if offset is None else dt.timezone(dt.timedelta(seconds=offset))
    return parse(_text(text)).replace(fold=fold, tzinfo=zone)
