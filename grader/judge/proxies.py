"""Stand-ins for the program's functions, classes and objects.

A class of the student's is mirrored by a real class, so `isinstance`, `issubclass`, `except` and
`type(x).__name__` work; its instances forward attributes, calls and those operators that the
student's class defines.
"""

from __future__ import annotations

import sys
import types
from typing import Any

from grader.judge.asking import ask, held_ref, in_program, is_hidden
from grader.judge.content import SEARCHES, content, get_to_know, passes_for_data
from grader.judge.functions import Function
from grader.judge.refs import Ref
from grader.wire import codec


def ref_of(value: object) -> Ref | None:
    """Return what a proxy stands for, or None for anything else."""
    if isinstance(value, Mirror):
        return type.__getattribute__(value, "_grader_class_ref")  # type: ignore[no-any-return]
    if isinstance(type(value), Mirror) or type(value) is Function:
        ref: Ref | None = object.__getattribute__(value, "_grader_ref")
        return ref
    return None


class Mirror(type):
    """The class of mirrored classes: what is asked of the class is asked of the student's."""

    _grader_class_ref: Ref
    _grader_data: str | None
    _grader_flags: int = 0
    _grader_checks: bool = False

    def __new__(
        mcs, name: str, bases: tuple[type, ...], space: dict[str, Any], /, **options: Any
    ) -> Any:
        """Make a mirror, or, where a test derives a class from one, the class in the program."""
        if "_grader_class_ref" in space:
            return super().__new__(mcs, name, bases, space)
        from grader.judge.subclasses import define

        return define(name, bases, space, **options)

    def __init__(cls, *_: Any, **__: Any) -> None:
        """Leave the options of a `class` statement to the program."""

    def __call__(cls, /, *args: Any, **kwargs: Any) -> Any:
        made = ask(_class_ref(cls), "call", args=args, kwargs=kwargs)
        get_to_know(cls)
        if isinstance(type(made), Mirror):
            object.__setattr__(made, "_grader_made", True)
        return made

    def __getattr__(cls, name: str) -> Any:
        if is_hidden(name):
            raise AttributeError(name)
        found = ask(_class_ref(cls), "get", name=name)
        get_to_know(cls)
        return found

    def __setattr__(cls, name: str, value: Any) -> None:
        if name.startswith(("_grader", "__", "_abc")):
            type.__setattr__(cls, name, value)
        else:
            ask(_class_ref(cls), "set", name=name, args=[value])

    def __delattr__(cls, name: str) -> None:
        ask(_class_ref(cls), "del", name=name)

    @property
    def __mro__(cls) -> tuple[type, ...]:
        found = type.__dict__["__mro__"].__get__(cls)
        return tuple(kind for kind in found if kind is not Remote)

    @property
    def __bases__(cls) -> tuple[type, ...]:  # type: ignore[override]
        found = type.__dict__["__bases__"].__get__(cls)
        return tuple(object if kind is Remote else kind for kind in found)

    @property  # type: ignore[misc]
    def __dict__(cls) -> Any:  # type: ignore[override]
        """What the student's class has of its own: `mock.patch.object` and others look there."""
        return ask(_class_ref(cls), "get", name="__dict__")

    @property
    def __annotations__(cls) -> Any:  # type: ignore[override]
        return ask(_class_ref(cls), "get", name="__annotations__")

    @property
    def __flags__(cls) -> int:
        flags: int = type.__dict__["__flags__"].__get__(cls)
        more: int = type.__getattribute__(cls, "_grader_flags")
        return flags | more

    def __dir__(cls) -> list[str]:
        return list(ask(_class_ref(cls), "dir"))

    def __instancecheck__(cls, instance: Any) -> bool:
        if type.__instancecheck__(cls, instance):
            return True
        return cls._grader_checks and bool(in_program("builtins", "isinstance", instance, cls))

    def __subclasscheck__(cls, subclass: Any) -> bool:
        if type.__subclasscheck__(cls, subclass):
            return True
        return (
            cls._grader_checks
            and isinstance(subclass, type)
            # Whoever registers a mirror asks this of classes of the standard library.
            and subclass.__module__.partition(".")[0] not in sys.stdlib_module_names
            and bool(in_program("builtins", "issubclass", subclass, cls))
        )

    def __iter__(cls) -> Any:
        return iter(ask(_class_ref(cls), "op", name="__iter__"))

    def __len__(cls) -> int:
        return ask(_class_ref(cls), "op", name="__len__")  # type: ignore[no-any-return]

    def __bool__(cls) -> bool:
        return True

    def __getitem__(cls, key: Any) -> Any:
        return ask(_class_ref(cls), "op", name="__getitem__", args=[key])

    def __contains__(cls, item: Any) -> bool:
        return bool(ask(_class_ref(cls), "op", name="__contains__", args=[item]))


class ErrorMirror(Mirror):
    """The class of mirrored exception classes, whose instances are real exceptions."""

    def __call__(cls, /, *args: Any, **kwargs: Any) -> Any:
        return ask(_class_ref(cls), "call", args=args, kwargs=kwargs)


def _class_ref(cls: Any) -> Ref:
    return type.__getattribute__(cls, "_grader_class_ref")  # type: ignore[no-any-return]


class Remote:
    """An object of the program."""

    __slots__ = ("__weakref__", "_grader_made", "_grader_ref")
    _grader_data: str | None = None

    def __getattr__(self, name: str) -> Any:
        if is_hidden(name):
            raise AttributeError(name)
        found = ask(held_ref(self), "get", name=name)
        if name in SEARCHES and callable(found) and passes_for_data(self):
            return getattr(content(self), name)
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        ask(held_ref(self), "set", name=name, args=[value])

    def __delattr__(self, name: str) -> None:
        ask(held_ref(self), "del", name=name)

    def __dir__(self) -> list[str]:
        return list(ask(held_ref(self), "dir"))

    def __copy__(self) -> Any:
        return in_program("copy", "copy", self)

    def __deepcopy__(self, memo: Any) -> Any:
        return in_program("copy", "deepcopy", self)

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError(f"cannot pickle {type(self).__name__}: it lives in the sandbox")


def instance(ref: Ref, cls: Any) -> Any:
    """Return a fresh proxy of an object of the mirrored class `cls`."""
    if not isinstance(cls, Mirror) or isinstance(cls, ErrorMirror):
        raise codec.BadValue("an object of a plain type")
    proxy: Any = object.__new__(cls)  # type: ignore[arg-type]
    object.__setattr__(proxy, "_grader_ref", ref)
    object.__setattr__(proxy, "_grader_made", False)
    return proxy


def module(ref: Ref) -> Any:
    """Return a proxy of a module of the program's side."""
    return instance(ref, Mirror("module", (Remote,), {"__slots__": (), "_grader_class_ref": ref}))


def same_here(value: Any) -> types.ModuleType | None:
    """Return this side's own, where a value is a loaded module of the standard library."""
    if not isinstance(type(value), Mirror) or not isinstance(value, types.ModuleType):
        return None
    name = value.__name__
    if type(name) is not str or name.partition(".")[0] not in sys.stdlib_module_names:
        return None
    return sys.modules.get(name)
