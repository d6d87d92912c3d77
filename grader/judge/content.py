"""What is in an object of the student's that passes for a list, a text or the like.

`isinstance` lets an object of a subclass of `list` pass for a list, so a test may look into it as
into one. Where the test works with the class itself, what the class says of its content is what is
tested: it makes an object of it, calls a method of the class, or derives from it. Elsewhere it is
plain data that was asked for, and the data's word counts: an object that says it contains
everything is handed the expected value to say so.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

from grader.judge.asking import ask, held_ref, session_number
from grader.judge.looks import kept_by

LOOKS: dict[str, Callable[..., Any]] = {
    "__contains__": operator.contains,
    "__iter__": iter,
    "__len__": len,
    "__bool__": bool,
    "__reversed__": reversed,
}
"""The operators that look into data."""
SEARCHES = frozenset(
    "count endswith find index isdisjoint issubset issuperset removeprefix removesuffix rfind "
    "rindex startswith".split()
)
"""The methods that look for something in data."""
_HOLDERS = (list, tuple, str, bytes, bytearray, set, frozenset)
"""Of a dictionary keys are looked up in ways of its own, which is what most are derived for."""
_DATA = {kind.__name__: kind for kind in (*_HOLDERS, dict, int, bool, float, complex)}
_KNOWN = "_grader_known"


def get_to_know(cls: Any) -> None:
    """Note that the test of the running session works with a class of the student's."""
    type.__setattr__(cls, _KNOWN, session_number())


def plain(thing: Any) -> Any:
    """Return the data in an object of a subclass of plain data's; NotImplemented for others."""
    kind = _DATA.get(str(type(thing)._grader_data))
    if kind is None:
        return NotImplemented
    found = ask(held_ref(thing), "base")
    return found if type(found) is kind else NotImplemented


def passes_for_data(thing: Any) -> bool:
    """Tell whether an object is taken for plain data, as the test does not know it for more."""
    cls = type(thing)
    looks = getattr(cls, "_grader_looks", None) or _DATA.get(str(cls._grader_data))
    if looks is None or not issubclass(looks, _HOLDERS):
        return False
    if object.__getattribute__(thing, "_grader_made"):
        return False
    kinds = type.__dict__["__mro__"].__get__(cls)
    return session_number() not in [kept_by(kind, _KNOWN) for kind in kinds]


def content(thing: Any) -> Any:
    """Return the data in an object that passes for data. Raises TypeError where there is none."""
    found = plain(thing)
    if found is NotImplemented:
        raise TypeError(f"{type(thing).__name__!r} object holds no data")
    return found
