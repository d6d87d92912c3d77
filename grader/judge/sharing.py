"""`lab.shared`: values, lists and mappings that the test owns and the program reads and writes.

Each access of the program's is a call of the test, and so a step whose order can be chosen; what
was read and written is fact, whatever the program does to its own primitives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping, MutableSequence
from typing import Any

from grader.judge.access import Access
from grader.judge.bench import bench

MAX_VALUE = 60
MAX_ACCESSES = 20_000


class _Shared:
    """Record what the program does; what the test itself does is nobody's step."""

    _grader_settable = frozenset({"value"})
    """The attributes that the program may set."""

    __name__: str

    def _note(self, kind: str, key: object, value: object) -> None:
        session = bench().current
        caller = session.caller()
        if caller is None or len(session.accesses) >= MAX_ACCESSES:
            return
        place = self.__name__ if key is _WHOLE else f"{self.__name__}[{_short(key)}]"
        session.accesses.append(
            Access(call=session.callbacks, kind=kind, place=place, value=_short(value))
        )

    def __repr__(self) -> str:
        return f"<{self.__name__}>"


class _Whole:
    """Stand for all of a container, in place of one of its keys."""


_WHOLE = _Whole()


class SharedValue(_Shared):
    """One value: `shared.value`."""

    def __init__(self, value: Any, name: str) -> None:
        self._value = value
        self.__name__ = name

    @property
    def value(self) -> Any:
        """Return the value."""
        self._note("read", _WHOLE, self._value)
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        self._value = value
        self._note("write", _WHOLE, value)


class SharedList(_Shared, MutableSequence[Any]):
    """A list."""

    def __init__(self, items: Iterable[Any], name: str) -> None:
        self._items = list(items)
        self.__name__ = name

    def __getitem__(self, index: Any) -> Any:
        value = self._items[index]
        self._note("read", index, value)
        return value

    def __setitem__(self, index: Any, value: Any) -> None:
        self._items[index] = value
        self._note("write", index, value)

    def __delitem__(self, index: Any) -> None:
        value = self._items[index]
        del self._items[index]
        self._note("write", _WHOLE, value)

    def __len__(self) -> int:
        self._note("read", _WHOLE, len(self._items))
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        index = 0
        while index < len(self._items):
            yield self[index]
            index += 1

    def insert(self, index: int, value: Any) -> None:
        """Insert a value before an index."""
        self._items.insert(index, value)
        self._note("write", _WHOLE, value)

    def append(self, value: Any) -> None:
        """Append a value."""
        self._items.append(value)
        self._note("write", _WHOLE, value)

    def pop(self, index: int = -1) -> Any:
        """Remove and return a value."""
        value = self._items.pop(index)
        self._note("write", _WHOLE, value)
        return value

    def __eq__(self, other: object) -> bool:
        self._note("read", _WHOLE, self._items)
        return self._items == (other._items if isinstance(other, SharedList) else other)

    __hash__ = None  # type: ignore[assignment]


class SharedMapping(_Shared, MutableMapping[Any, Any]):
    """A mapping."""

    def __init__(self, items: Mapping[Any, Any], name: str) -> None:
        self._items = dict(items)
        self.__name__ = name

    def __getitem__(self, key: Any) -> Any:
        value = self._items[key]
        self._note("read", key, value)
        return value

    def __setitem__(self, key: Any, value: Any) -> None:
        self._items[key] = value
        self._note("write", key, value)

    def __delitem__(self, key: Any) -> None:
        del self._items[key]
        self._note("write", key, None)

    def __contains__(self, key: object) -> bool:
        found = key in self._items
        self._note("read", key, found)
        return found

    def __len__(self) -> int:
        self._note("read", _WHOLE, len(self._items))
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        self._note("read", _WHOLE, list(self._items))
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        self._note("read", _WHOLE, self._items)
        return self._items == (other._items if isinstance(other, SharedMapping) else other)

    __hash__ = None  # type: ignore[assignment]


def make_shared(value: Any, name: str) -> SharedValue | SharedList | SharedMapping:
    """Return what shares a value: a list as a list, a mapping as a mapping, else one value."""
    makers: dict[type, Callable[[Any, str], Any]] = {list: SharedList, dict: SharedMapping}
    return makers.get(type(value), SharedValue)(value, name)  # type: ignore[no-any-return]


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= MAX_VALUE else text[: MAX_VALUE - 1] + "…"
