"""Nodes into values: everything about a node is doubted."""

from __future__ import annotations

import datetime as dt
import math
from array import array
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Mapping
from pathlib import PosixPath, PurePosixPath
from typing import Any
from uuid import UUID

from . import parse
from .bounds import MAX_DEPTH, BadValue, Unfolding
from .kinds import DATA_TYPES, Node, refill

Resolve = Callable[[str, Any], object]
_SCALARS = frozenset({str, int, float, bool, type(None)})


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
            number, content = parse.pair(change)
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
        parse.check_hashes(keys)
        return keys

    def _dict(self, target: Any, nodes: Node) -> Any:
        return self._put(self._new(target), nodes)

    def _put(self, target: Any, nodes: Node) -> Any:
        if type(nodes) is not list:
            raise BadValue("pairs were expected")
        self._unfolding.add(2 * len(nodes) + 1)
        pairs = [(self.decode(key), self.decode(item)) for key, item in map(parse.pair, nodes)]
        parse.check_hashes([key for key, _ in pairs])
        target.update(dict(pairs))
        return target

    def _set(self, nodes: Node) -> set[Any]:
        target: set[Any] = self._new(set())
        target.update(self._keys(nodes))
        return target

    def _deque(self, node: Node) -> deque[Any]:
        maxlen, items = parse.pair(node)
        target: deque[Any] = self._new(deque(maxlen=maxlen))
        target.extend(self._list(items))
        return target

    def _defaultdict(self, node: Node) -> Any:
        target: Any = self._new(defaultdict())
        factory, pairs = parse.pair(node)
        target.default_factory = self.decode(factory)
        if not (factory is None or callable(target.default_factory)):
            raise BadValue("a default factory that cannot be called")
        return self._put(target, pairs)

    def _array(self, node: Node) -> array[Any]:
        code, items = parse.pair(node)
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
        "bytes": lambda self, node: parse.base64_bytes(node),
        "bytearray": lambda self, node: self._new(bytearray(parse.base64_bytes(node))),
        "deque": _deque,
        "counter": lambda self, node: self._dict(Counter(), node),
        "odict": lambda self, node: self._dict(OrderedDict(), node),
        "ddict": _defaultdict,
        "array": _array,
        "ref": _ref,
        "int": lambda self, node: int(parse.text(node), 16),
        "float": lambda self, node: {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[node],
        "complex": lambda self, node: complex(*parse.numbers(self._list(node), 2)),
        "decimal": lambda self, node: parse.decimal(node),
        "fraction": lambda self, node: parse.fraction(*parse.numbers(self._list(node), 2)),
        "range": lambda self, node: range(*parse.numbers(self._list(node), 3)),
        "slice": lambda self, node: slice(*parse.sized(self._list(node), 3)),
        "ellipsis": lambda self, node: ...,
        "notimplemented": lambda self, node: NotImplemented,
        "date": lambda self, node: dt.date.fromisoformat(parse.text(node)),
        "time": lambda self, node: parse.zoned(dt.time.fromisoformat, node),
        "datetime": lambda self, node: parse.zoned(dt.datetime.fromisoformat, node),
        "timedelta": lambda self, node: dt.timedelta(*parse.numbers(self._list(node), 3)),
        "uuid": lambda self, node: UUID(hex=parse.text(node)),
        "filepath": lambda self, node: PosixPath(parse.path_text(node)),
        "purepath": lambda self, node: PurePosixPath(parse.path_text(node)),
        "type": _type_by_name,
    }


def _said(error: Exception) -> str:
    try:
        return str(error)[:100]
    except Exception:  # A student's class, once more.
        return type(error).__name__
