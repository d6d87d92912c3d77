"""Objects that stay here and are known to the judge by number, and the judge's that are known here.

What is sent of an object: `{"obj":n,"class":…}`; of a module's function `{"path":[module,name]}`.
A class is described once on a connection and is a number after that:
`{"cls":n,"name":…,"module":…,"path":…|null,"bases":[…],"ops":[…],"data":"list"|null,"error":bool}`.
"""

from __future__ import annotations

import inspect
import itertools
import math
import os
import sys
import types
from typing import Any

from ..wire import codec, operators
from . import errors
from .channel import Channel
from .foreign import OfTheTest

ABSTRACT = 1 << 20
"""Of a class's flags: it has abstract methods."""
_DATA_BASES = (bool, int, float, complex, str, bytes, bytearray, tuple, list, dict, set, frozenset)


class Objects:
    """Number what is shown to the judge; a number lives until the judge drops it."""

    def __init__(self) -> None:
        self._by_number: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._shown: dict[int, int] = {}
        self._by_path: dict[tuple[str, str], Any] = {}
        self._fresh = itertools.count(1)

    def number(self, value: object) -> int:
        """Return the object's number and count one more showing of it."""
        number = self._numbers.get(id(value))
        if number is None:
            number = next(self._fresh)
            self._numbers[id(value)] = number
            self._by_number[number] = value
        self._shown[number] = self._shown.get(number, 0) + 1
        return number

    def find(self, number: object) -> Any:
        """Return the object of a number. Raises LookupError."""
        return self._by_number[number]  # type: ignore[index]

    def path(self, value: object) -> tuple[str, str] | None:
        """Return the name under which the judge may find an object, and remember it.

        Once told, a name means that object, even if the module gives it to another later.
        """
        path = path_of(value)
        if path is not None:
            self._by_path.setdefault(path, value)
        return path

    def keep(self, module: str, name: str) -> None:
        """Let a name mean what it means now, even if the module gives it to another later."""
        try:
            self._by_path.setdefault((module, name), follow(module, name))
        except (AttributeError, ImportError):
            pass  # There is nothing of that name yet.

    def follow(self, module: str, name: str) -> Any:
        """Return what a name stands for. Raises AttributeError, ModuleNotFoundError."""
        found = self._by_path.get((module, name))
        return follow(module, name) if found is None else found

    def drop(self, number: int, times: int) -> None:
        """Take back `times` showings; forget the object when none is left."""
        left = self._shown.get(number, 0) - times
        if left > 0:
            self._shown[number] = left
        elif number in self._by_number:
            del self._shown[number]
            del self._numbers[id(self._by_number.pop(number))]


class Exporter:
    """Turn what is no data into nodes for one connection."""

    def __init__(self, objects: Objects, channel: Channel, program: str) -> None:
        self._objects = objects
        self._channel = channel
        self.program = program
        self._described: list[int] = []
        """Classes that this message describes."""

    def __call__(self, value: object) -> codec.Node:
        """Return the node of an object of the student's side."""
        kind = type(value)
        if issubclass(kind, OfTheTest):
            return {"judge": value._of_the_judge}  # type: ignore[attr-defined]
        if issubclass(kind, type):
            return self._class(value)
        if kind is types.FunctionType:
            return self._function(value)  # type: ignore[arg-type]
        if issubclass(kind, BaseException):
            return {"error": errors.describe(value, self)}  # type: ignore[arg-type]
        return {"obj": self._objects.number(value), "class": self.describe(kind, whole=True)}

    def _class(self, value: Any) -> codec.Node:
        mark = value.__dict__.get("class_of_the_test")
        return {"judge": mark} if type(mark) is int else {"class": self.describe(value)}

    def number(self, value: object) -> int:
        """Return the number under which the judge knows an object."""
        return self._objects.number(value)

    def _function(self, value: types.FunctionType) -> codec.Node:
        path = self._objects.path(value)
        place = {"path": list(path)} if path else {"obj": self._objects.number(value)}
        return {
            **place,
            "function": {
                "name": _text(value.__name__),
                "doc": _text(value.__doc__),
                "qualname": _text(value.__qualname__),
                "module": _text(value.__module__),
                "signature": signature_of(value),
                "flavour": _flavour(value),
                "file": self._file(value.__code__),
                "line": value.__code__.co_firstlineno,
            },
        }

    def _file(self, code: types.CodeType) -> str | None:
        """Return the student's file that a function is from, as she handed it in."""
        inside = code.co_filename.startswith(self.program + os.sep)
        return os.path.relpath(code.co_filename, self.program) if inside else None

    def describe(self, cls: type, *, whole: bool = False) -> codec.Node:
        """Return a class's description, or its number where the judge has it.

        A type that is known to both sides is only named, unless the `whole` is asked for.
        """
        if not whole and codec.DATA_TYPES.get(cls.__name__) is cls:
            return {"type": cls.__name__}
        number = self._objects.number(cls)
        if number in self._channel.described:
            return {"cls": number}
        before = len(self._described)
        self._channel.described.add(number)
        self._described.append(number)
        try:
            return self._describe(cls, number)
        except BaseException:  # A metaclass of the student's can do anything.
            self.take_back(before)
            raise

    def take_back(self, before: int = 0) -> None:
        """Forget what has been described, all but the first: it will not be sent."""
        self._channel.described.difference_update(self._described[before:])
        del self._described[before:]

    def _describe(self, cls: type, number: int) -> codec.Node:
        path = self._objects.path(cls)
        fields = getattr(cls, "__dataclass_fields__", None)
        return {
            "cls": number,
            "name": _text(cls.__name__),
            "qualname": _text(cls.__qualname__),
            "module": _text(cls.__module__),
            "doc": _text(cls.__doc__),
            "path": list(path) if path else None,
            "bases": [self.describe(base) for base in cls.__bases__ if base is not object],
            "ops": operators.defined_by(cls),
            "hashable": getattr(cls, "__hash__", None) is not None,
            "data": next((b.__name__ for b in _DATA_BASES if issubclass(cls, b)), None),
            "error": issubclass(cls, BaseException),
            "abstract": bool(type.__getattribute__(cls, "__flags__") & ABSTRACT),
            "fields": [str(name) for name in fields][:50] if type(fields) is dict else [],
            "match": _names(getattr(cls, "__match_args__", ())),
            "checks": _checks_instances(type(cls)),
            "signature": signature_of(cls),
            "line": type.__getattribute__(cls, "__dict__").get("__firstlineno__"),
        }


def _flavour(value: types.FunctionType) -> str | None:
    """Tell what a call of a function makes, where it runs nothing yet."""
    tests = {
        "coroutine": inspect.iscoroutinefunction,
        "generator": inspect.isgeneratorfunction,
        "async generator": inspect.isasyncgenfunction,
    }
    return next((name for name, is_one in tests.items() if is_one(value)), None)


def _names(value: object) -> list[str]:
    return [name[:100] for name in value[:50] if type(name) is str] if type(value) is tuple else []


def _checks_instances(metaclass: type) -> bool:
    """Tell whether `isinstance` of a class is decided by more than its descent: ABCs, protocols."""
    mro = type.__getattribute__(metaclass, "__mro__")
    return any("__instancecheck__" in vars(kind) for kind in mro if kind not in (type, object))


def plain_copy(value: Any) -> Any:
    """Return the data in an instance of a subclass of a data type, past all it overrides."""
    for base in _DATA_BASES:
        if isinstance(value, base):
            return _COPIES[base](value)
    raise TypeError(f"{type(value).__name__} holds no plain data")


_COPIES: dict[type, Any] = {
    int: int.__pos__,
    bool: lambda value: value,
    float: float.__pos__,
    complex: complex.__pos__,
    str: lambda value: str.__getitem__(value, slice(None)),
    bytes: lambda value: bytes.__getitem__(value, slice(None)),
    bytearray: lambda value: bytearray.__getitem__(value, slice(None)),
    tuple: lambda value: tuple(tuple.__iter__(value)),
    list: lambda value: list(list.__iter__(value)),
    dict: lambda value: {key: dict.__getitem__(value, key) for key in dict.__iter__(value)},
    set: lambda value: set(set.__iter__(value)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
}


def path_of(value: Any) -> tuple[str, str] | None:
    """Return module and name under which an object can be found again, or None."""
    module, name = getattr(value, "__module__", None), getattr(value, "__qualname__", None)
    if not isinstance(module, str) or not isinstance(name, str) or module == "builtins":
        return None
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return (module, name) if found is value else None


def follow(module: str, name: str) -> Any:
    """Return what `module.name` is now. Raises AttributeError, ModuleNotFoundError."""
    if module not in sys.modules:
        __import__(module)
    found: Any = sys.modules[module]
    for part in name.split(".") if name else []:
        found = getattr(found, part)
    return found


def signature_of(value: Any) -> list[list[Any]] | None:
    """Return the parameters of a callable, `[name, kind]` or with a default, or None.

    A default that is no small plain value is told as an ellipsis.
    """
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (ValueError, TypeError):
        return None
    return [
        [parameter.name, int(parameter.kind), *_default(parameter)] for parameter in parameters[:50]
    ]


def _default(parameter: inspect.Parameter) -> list[Any]:
    value = parameter.default
    if value is parameter.empty:
        return []
    if value is None or type(value) in (bool, str) or (type(value) is int and abs(value) < 2**53):
        return [value[:200] if type(value) is str else value]
    return [value] if type(value) is float and math.isfinite(value) else [{}]


def _text(value: object) -> str | None:
    return value[:2000] if type(value) is str else None
