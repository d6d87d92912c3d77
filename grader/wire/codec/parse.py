"""The parts of a node, each doubted. All raise BadValue on what is none."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from .bounds import MAX_EXPONENT, MAX_FRACTION_BITS, MAX_PATH, MAX_SAME_HASH, BadValue, exponent
from .kinds import Node, plain


def check_hashes(keys: list[Any]) -> None:
    """Refuse keys that were made to collide. Raises TypeError where one has no hash."""
    if len(keys) <= MAX_SAME_HASH or plain(keys):
        return
    counts: Counter[int] = Counter(map(hash, keys))
    if counts.most_common(1)[0][1] > MAX_SAME_HASH:
        raise BadValue("keys whose hashes collide")


def pair(node: Node) -> tuple[Any, Any]:
    """Return both items of a list of two."""
    if type(node) is not list or len(node) != 2:
        raise BadValue("a pair was expected")
    return node[0], node[1]


def sized(items: list[Any], count: int) -> list[Any]:
    """Return the items, which are so many."""
    if len(items) != count:
        raise BadValue(f"{count} items were expected")
    return items


def numbers(items: list[Any], count: int) -> list[Any]:
    """Return the items, which are so many numbers."""
    if any(type(item) not in (int, float) for item in items):
        raise BadValue("numbers were expected")
    return sized(items, count)


def text(node: Node) -> str:
    """Return a text."""
    if type(node) is not str:
        raise BadValue("a text was expected")
    return node


def path_text(node: Node) -> str:
    """Return a text that can be a path."""
    given = text(node)
    if len(given) > MAX_PATH or "\0" in given:
        raise BadValue("no path")
    return given


def base64_bytes(node: Node) -> bytes:
    """Return what a text in base64 stands for."""
    try:
        return base64.b64decode(text(node), validate=True)
    except binascii.Error as error:
        raise BadValue(f"no base64: {error}") from None


def decimal(node: Node) -> Decimal:
    """Return a Decimal that costs its users little."""
    value = Decimal(text(node))
    if exponent(value) > MAX_EXPONENT:
        raise BadValue("a decimal with a huge exponent")
    return value


def fraction(numerator: Any, denominator: Any) -> Fraction:
    """Return a Fraction of two integers that are not too large."""
    for half in (numerator, denominator):
        if type(half) is not int or half.bit_length() > MAX_FRACTION_BITS:
            raise BadValue("a fraction of two integers was expected")
    return Fraction(numerator, denominator)


def zoned(parse: Callable[[str], Any], node: Node) -> Any:
    """Return a time with its fold and its zone, whose offset is in seconds."""
    if type(node) is not list or len(node) != 3:
        raise BadValue("a time was expected")
    given, fold, offset = node
    if fold not in (0, 1) or type(offset) not in (int, float, type(None)):
        raise BadValue("a time was expected")
    zone = None if offset is None else dt.timezone(dt.timedelta(seconds=offset))
    return parse(text(given)).replace(fold=fold, tzinfo=zone)
