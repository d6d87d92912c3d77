"""Values between the test and the program: what crosses as data, what as a proxy or a callback."""

from __future__ import annotations

import inspect
import itertools
import sys
import types
from typing import Any
from unittest.mock import AsyncMock, NonCallableMock

import pytest

from grader.judge import errors, functions, mirrors, proxies
from grader.judge.refs import Handle, OtherSession, Path, Shown
from grader.judge.session import Connection, Message, Session
from grader.judge.shared import MAX_ITEMS, Shared
from grader.wire import codec, operators

_NAMED = (
    types.BuiltinFunctionType,
    types.FunctionType,
    types.MethodDescriptorType,
    types.WrapperDescriptorType,
    type,
)
"""Kinds of things that the program has, too, where they are the standard library's."""


_OPAQUE = (types.FunctionType, types.MethodType, types.ModuleType)
"""Kinds of things of the test whose attributes the program has no business with."""


class HandedOut:
    """The test's objects that one session was given, by number. Nothing else can be called."""

    def __init__(self) -> None:
        self._by_number: dict[int, Any] = {}
        self._numbers: dict[int | tuple[int, int], int] = {}
        self._fresh = itertools.count(1)

    def number(self, value: object) -> int:
        """Return the object's number; it lives as long as the session."""
        # A bound method is a new object each time it is looked up, but it is the same function.
        bound = isinstance(value, types.MethodType)
        key = (id(value.__self__), id(value.__func__)) if bound else id(value)  # type: ignore[attr-defined]
        number = self._numbers.get(key)
        if number is None:
            number = next(self._fresh)
            self._numbers[key] = number
            self._by_number[number] = value
        return number

    def find(self, number: object) -> Any:
        """Return an object. Raises BadValue where the number was never handed out."""
        if type(number) is not int or number not in self._by_number:
            raise codec.BadValue("a function that was never handed out")
        return self._by_number[number]


_HANDED_OUT = pytest.StashKey[HandedOut]()
_SHOWN = pytest.StashKey[Shown]()
_LOCATED = pytest.StashKey[list[Any]]()
_SHARED = pytest.StashKey[Shared]()
"""Under which a session keeps its tables."""


def handed_out(session: Session) -> HandedOut:
    """Return the session's table of the test's objects."""
    return session.state.setdefault(_HANDED_OUT, HandedOut())


def shown(session: Session) -> Shown:
    """Return the session's table of proxies."""
    return session.state.setdefault(_SHOWN, Shown(session))


def show_as(session: Session, found: Any, proxy: Any) -> None:
    """Show an object of the session as a proxy that finds it by name, from now on."""
    ref = proxies.ref_of(found)
    if isinstance(ref, Handle) and type(found) is type(proxy):
        session.state.setdefault(_LOCATED, []).append(found)  # Or its number would be given back.
        shown(session).replace(session.leader_pid or 0, ref.number, proxy)


def is_held(session: Session) -> bool:
    """Tell whether the test may still hold something that only this session has."""
    classes = [cls for lane in session.connections() for cls in lane.classes.values()]
    return bool(shown(session)) or any(
        isinstance(proxies.ref_of(cls), Handle) and cls.__module__ != "builtins" for cls in classes
    )


def can_be_shared(value: object) -> bool:
    """Tell whether a thing of the program's is a container that both sides can hold."""
    return type(value) in (list, dict, set) and len(value) <= MAX_ITEMS  # type: ignore[arg-type]


def shared(session: Session) -> Shared:
    """Return the session's table of containers that both sides hold."""
    return session.state.setdefault(_SHARED, Shared())


def encoder(session: Session) -> codec.Encoder:
    """Return an encoder for one message to the session."""
    return codec.Encoder(lambda value: _export(session, value))


def decoder(session: Session, connection: Connection) -> codec.Decoder:
    """Return a decoder for one message of the session."""
    return codec.Decoder(lambda tag, node: _resolve(session, connection, tag, node))


def _export(session: Session, value: object) -> codec.Node:
    ref = proxies.ref_of(value)
    if isinstance(ref, Path):
        return ref.node()
    if isinstance(ref, Handle):
        if ref.session is not session:
            raise OtherSession(ref.session)
        return ref.node()
    if (node := _of_an_error(session, value)) is not None:
        return node
    if isinstance(value, types.TracebackType):
        return None  # It leads to the test's frames; an `__exit__` can do without.
    if (path := _standard_path(value)) is not None:
        return {"builtin": path}
    return _hand_out(session, value)


def _of_an_error(session: Session, value: object) -> codec.Node:
    if isinstance(value, BaseException):
        return {"test_error": 0, **errors.told(session.state.setdefault(errors.RAISED, {}), value)}
    if isinstance(value, type) and issubclass(value, BaseException):
        return _error_class(session, value)
    return None


def _error_class(session: Session, value: type[BaseException]) -> codec.Node:
    if errors.standard(value.__module__, value.__qualname__) is value:
        return {"builtin": [value.__module__, value.__qualname__]}
    return {
        "error_class": value.__name__,
        "base": errors.builtin_base(value),
        "judge": handed_out(session).number(value),
    }


def _operators(value: object) -> list[str]:
    return operators.defined_by(type(value))


def _text(value: object) -> str | None:
    return value[:2000] if type(value) is str else None


def _signature(value: Any) -> list[list[Any]] | None:
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (ValueError, TypeError):
        return None
    return [
        [p.name, int(p.kind), *([None] if p.default is not p.empty else [])] for p in parameters
    ]


def _is_async(value: object) -> bool:
    if isinstance(value, NonCallableMock):  # Asked for its flags, an autospecced one has them all.
        return isinstance(value, AsyncMock)
    return inspect.iscoroutinefunction(value)


def is_opaque(value: object) -> bool:
    """Tell whether the program may only call a thing of the test."""
    return isinstance(value, _OPAQUE) or hasattr(type(value), "_grader_opaque")


def can_be_stayed_in(session: Session, value: object) -> bool:
    """Tell whether others may go while a caller is in a thing of the test."""
    return session.scheduled and bool(getattr(type(value), "_grader_stays", False))


def can_be_copied(value: object) -> bool:
    """Tell whether the program may have a copy of a thing of the test: of a plain object only."""
    return not is_opaque(value) and not isinstance(value, type | NonCallableMock)


def _hand_out(session: Session, value: Any) -> codec.Node:
    opaque = is_opaque(value)
    return {
        "judge": handed_out(session).number(value),
        "name": str(getattr(value, "__name__", type(value).__name__))[:100],
        "class": None if opaque else type(value).__name__[:100],
        "call": callable(value),
        "binds": isinstance(value, types.FunctionType),
        "async": _is_async(value),
        "object": not opaque,
        "copies": can_be_copied(value),
        "stays": can_be_stayed_in(session, value),
        "ops": () if opaque else _operators(value),
        "doc": _text(getattr(value, "__doc__", None)) if opaque else None,
        "signature": _signature(value) if callable(value) else None,
    }


def _standard_path(value: Any) -> list[str] | None:
    """Return where the program finds a thing of the standard library, or None."""
    if isinstance(value, types.ModuleType):
        return [value.__name__, ""] if value.__name__ in sys.stdlib_module_names else None
    if type(value) not in _NAMED:
        return None
    kind = getattr(value, "__objclass__", None)
    module = kind.__module__ if kind is not None else value.__module__
    if str(module).partition(".")[0] not in sys.stdlib_module_names:
        return None
    found: Any = sys.modules.get(module)
    for part in value.__qualname__.split("."):
        found = getattr(found, part, None)
    return [module, value.__qualname__] if found is value else None


def _resolve(session: Session, connection: Connection, tag: str, node: Message) -> Any:
    if tag == "judge":
        return handed_out(session).find(node["judge"])
    if tag == "class":
        return mirrors.mirror(session, connection, node["class"])
    if tag == "error":
        return errors.rebuild(session, decoder(session, connection), node["error"])
    if tag in ("path", "obj"):
        return _proxy(session, connection, node)
    raise codec.BadValue(f"an unknown kind {tag[:40]!r}")


def _proxy(session: Session, connection: Connection, node: Message) -> Any:
    if "path" in node:
        module, name = node["path"]
        if type(module) is not str or type(name) is not str:
            raise codec.BadValue("a path was expected")
        return functions.function(Path(module, name), node.get("function"))
    number = node["obj"]
    if type(number) is not int:
        raise codec.BadValue("an object's number was expected")
    pid = connection.pid if not connection.in_leader else session.leader_pid or 0
    proxy = shown(session).find(pid, number)
    if proxy is not None and "class" in node:
        # Each connection is told once of a class, and later messages on it count on that.
        mirrors.mirror(session, connection, node["class"])
    if proxy is None:
        ref = Handle(session, number, None if connection.in_leader else connection)
        if "function" in node:
            proxy = functions.function(ref, node["function"])
        else:
            proxy = proxies.instance(ref, mirrors.mirror(session, connection, node["class"]))
        shown(session).keep(pid, number, proxy)
    return proxy
