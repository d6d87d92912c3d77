"""Real classes in the place of the student's, made from what the program told of them."""

from __future__ import annotations

import abc
import collections.abc
import contextlib
import dataclasses
from typing import Any

from grader.judge.asking import ask, held_ref, is_hidden
from grader.judge.functions import signature_of
from grader.judge.looks import kept_by, looks_like
from grader.judge.methods import identity_hash, operator
from grader.judge.proxies import ErrorMirror, Mirror, Remote
from grader.judge.refs import Handle, Path, Ref
from grader.judge.session import Connection, Message, Session
from grader.wire import codec
from grader.wire.operators import OPERATORS

ABSTRACT = 1 << 20
"""Of a class's flags: it has abstract methods."""
_AWAITABLE = frozenset({"coroutine"})
_LOCAL = frozenset({"__copy__", "__deepcopy__"})


_by_path: dict[tuple[str, str], Any] = {}


def mirror(session: Session, connection: Connection, node: Any) -> Any:
    """Return the class that a description stands for. Raises BadValue."""
    if type(node) is not dict:
        raise codec.BadValue("a class was expected")
    if "type" in node:
        return codec.Decoder(_refuse).decode({"type": node["type"]})
    number = node.get("cls")
    if type(number) is not int:
        raise codec.BadValue("a class's number was expected")
    known = connection.classes.get(number)
    if known is None:
        known = connection.classes[number] = _described(session, connection, node)
    return known


def _refuse(tag: str, node: Any) -> Any:
    raise codec.BadValue(tag[:40])


def _described(session: Session, connection: Connection, node: Message) -> Any:
    from grader.judge.errors import standard

    if "name" not in node:
        raise codec.BadValue("a class that was never described")
    bases = [mirror(session, connection, base) for base in _bounded_list(node.get("bases"))]
    if node.get("error"):
        found = standard(node.get("module"), node.get("qualname"))
        if found is not None:
            return found
    path = node.get("path")
    if type(path) is list and len(path) == 2 and all(type(part) is str for part in path):
        key = (path[0], path[1])
        cls = _by_path.get(key)
        if cls is None or sorted(node["ops"]) != cls._grader_ops:
            cls = _by_path[key] = _make_class(Path(*key), node, bases)
        return cls
    return _make_class(Handle(session, node["cls"], None), node, bases)


def _bounded_list(value: Any) -> list[Any]:
    return value[:100] if type(value) is list else []


def _make_class(ref: Ref, node: Message, bases: list[Any]) -> Any:
    name = str(node["name"])[:100] or "object"
    operators = [op for op in _bounded_list(node.get("ops")) if op in OPERATORS]
    space: dict[str, Any] = {
        "__doc__": node.get("doc"),
        "__module__": str(node.get("module"))[:200],
        "__qualname__": str(node.get("qualname"))[:200],
        "__slots__": (),
        "_grader_class_ref": ref,
        "_grader_ops": sorted(operators),
        "_grader_data": node.get("data") if type(node.get("data")) is str else None,
        "_grader_flags": ABSTRACT if node.get("abstract") is True else 0,
        "_grader_checks": node.get("checks") is True,
    }
    if (signature := signature_of(node.get("signature"))) is not None:
        space["__signature__"] = signature
    if names := [name for name in _bounded_list(node.get("match")) if type(name) is str]:
        space["__match_args__"] = tuple(names)
    if type(node.get("line")) is int:
        space["__firstlineno__"] = node["line"]
    if node.get("error"):
        return _make_error_class(name, space, bases)
    space.update({op: operator(op) for op in operators if op not in _LOCAL})
    if "__eq__" not in operators and "__hash__" not in operators:
        space["__hash__"] = identity_hash
    if not node.get("hashable"):
        space["__hash__"] = None
    _add_protocols(name, node, space)
    if (looks := looks_like(node, bases)) is not None:
        space["_grader_looks"] = looks
        space["__class__"] = property(lambda self: looks)
    else:
        space["__class__"] = property(type)  # Not that of an abstract base of the standard library.
    if names := [field for field in _bounded_list(node.get("fields")) if type(field) is str]:
        space["__dataclass_fields__"] = _dataclass_fields(names)
    parents: list[type] = [base for base in bases if isinstance(base, Mirror)] or [Remote]
    try:
        cls = Mirror(name, tuple(parents), space)
    except TypeError:  # A layout or an order of bases that cannot be had twice.
        cls = Mirror(name, (Remote,), space)
    _register(cls, operators, bases)
    return cls


def _add_protocols(name: str, node: Message, space: dict[str, Any]) -> None:
    if name in _AWAITABLE and node.get("module") == "builtins":
        space.update(send=_await, throw=_throw, close=_close, __await__=_iterate_await)


def _dataclass_fields(names: list[str]) -> Any:
    try:
        return vars(dataclasses.make_dataclass("fields", names))["__dataclass_fields__"]
    except (TypeError, ValueError):
        return {}


def _await(self: Any, value: Any) -> Any:
    raise StopIteration(ask(held_ref(self), "await"))


def _throw(self: Any, *error: Any) -> Any:
    raise error[0]


def _close(self: Any) -> None:
    ask(held_ref(self), "get", name="close")()


def _iterate_await(self: Any) -> Any:
    yield from ()  # This makes it a generator, which is what `await` iterates over.
    return ask(held_ref(self), "await")


_KINDS_OF_DATA: dict[str, Any] = {
    "tuple": collections.abc.Sequence,
    "list": collections.abc.MutableSequence,
    "dict": collections.abc.MutableMapping,
}


def _register(cls: Any, operators: list[str], bases: list[Any]) -> None:
    """Let the abstract classes of the standard library know a class that derives from them."""
    kind = _KINDS_OF_DATA.get(str(cls._grader_data))
    if kind is not None:  # So `match` takes it apart.
        kind.register(cls)
    if "send" in operators and "__next__" in operators:
        collections.abc.Generator.register(cls)
    for base in bases:
        found = kept_by(base, "_grader_looks")
        if isinstance(found, abc.ABCMeta):
            with contextlib.suppress(TypeError, RuntimeError):
                found.register(cls)


def _make_error_class(name: str, space: dict[str, Any], bases: list[Any]) -> Any:
    parents = [
        base for base in bases if isinstance(base, type) and issubclass(base, BaseException)
    ] or [Exception]
    del space["__slots__"]
    space["__getattr__"] = _error_attribute
    space["__str__"] = _error_text
    try:
        return ErrorMirror(name, tuple(parents), space)
    except TypeError:
        return ErrorMirror(name, (Exception,), space)


def _error_text(self: Any) -> str:
    text = self.__dict__.get("_grader_text")
    return BaseException.__str__(self) if text is None else text


def new_error(cls: Any, args: tuple[Any, ...], text: str) -> BaseException:
    """Return a real exception of a mirrored class."""
    error: BaseException = BaseException.__new__(cls)
    error.args = args
    error.__dict__["_grader_text"] = text
    error.__dict__["_grader_ref"] = None
    error.__dict__["_grader_made"] = False
    return error


def attach(error: BaseException, ref: Ref) -> BaseException:
    """Let an exception's attributes be asked of the program."""
    error.__dict__["_grader_ref"] = ref
    return error


def _error_attribute(self: Any, name: str) -> Any:
    ref = self.__dict__.get("_grader_ref")
    if ref is None or is_hidden(name):
        raise AttributeError(name)
    return ask(ref, "get", name=name)
