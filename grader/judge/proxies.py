"""Stand-ins for the program's functions, classes and objects.

A class of the student's is mirrored by a real class, so `isinstance`, `issubclass`, `except` and
`type(x).__name__` work; its instances forward attributes, calls and those operators that the
student's class defines.

Comparison and arithmetic with plain data is ours unless the test itself made the object: a function
that should have returned 42 could return an object that says it equals everything, and handing it
the expected value to compare with would even tell it what to say.
"""

from __future__ import annotations

import abc
import collections.abc
import contextlib
import dataclasses
import inspect
import sys
import types
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from grader.judge.looks import kept_by, looks_like
from grader.judge.refs import Handle, Path, Ref
from grader.judge.session import Connection, Message, Session
from grader.wire import codec
from grader.wire.operators import OPERATORS

_COMPARISONS = frozenset({"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"})
_ARITHMETIC = frozenset(
    f"__{prefix}{name}__"
    for prefix in ("", "r", "i")
    for name in (
        "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift",
        "rshift", "and", "xor", "or",
    )
)  # fmt: skip
ABSTRACT = 1 << 20
"""Of a class's flags: it has abstract methods."""
_UNARY = frozenset({"__neg__", "__pos__", "__abs__", "__invert__"})
MAX_LINE = 1 << 20
_AWAITABLE = frozenset({"coroutine"})
_LOCAL = frozenset({"__copy__", "__deepcopy__"})
_VISIBLE_DUNDERS = frozenset(
    {"__dict__", "__wrapped__", "__self__", "__func__", "__members__", "__annotations__",
     "__slots__", "__name__", "__qualname__", "__closure__", "__defaults__", "__cause__"}
)  # fmt: skip


def ask(ref: Ref | None, verb: str, **details: Any) -> Any:
    """Ask the program for one thing, as `calls.request` does."""
    from grader.judge.calls import request

    return request(ref, verb, **details)


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
        if isinstance(type(made), Mirror):
            object.__setattr__(made, "_grader_made", True)
        return made

    def __getattr__(cls, name: str) -> Any:
        if _hidden(name):
            raise AttributeError(name)
        return ask(_class_ref(cls), "get", name=name)

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
        if _hidden(name):
            raise AttributeError(name)
        return ask(_ref(self), "get", name=name)

    def __setattr__(self, name: str, value: Any) -> None:
        ask(_ref(self), "set", name=name, args=[value])

    def __delattr__(self, name: str) -> None:
        ask(_ref(self), "del", name=name)

    def __dir__(self) -> list[str]:
        return list(ask(_ref(self), "dir"))

    def __copy__(self) -> Any:
        return in_program("copy", "copy", self)

    def __deepcopy__(self, memo: Any) -> Any:
        return in_program("copy", "deepcopy", self)

    def __reduce_ex__(self, protocol: Any) -> Any:
        raise TypeError(f"cannot pickle {type(self).__name__}: it lives in the sandbox")


def in_program(module: str, name: str, *args: Any) -> Any:
    """Call a function of the program's side by its name."""
    return ask(Path(module, name), "call", args=args)


def _ref(value: Any) -> Ref:
    return object.__getattribute__(value, "_grader_ref")  # type: ignore[no-any-return]


def _hidden(name: str) -> bool:
    return name.startswith("_grader") or (
        name.startswith("__") and name.endswith("__") and name not in _VISIBLE_DUNDERS
    )


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


# -- operators --------------------------------------------------------------------------------


def _operator(name: str) -> Callable[..., Any]:
    if name in _COMPARISONS:
        return _comparison(name)
    if name in _ARITHMETIC:
        return _arithmetic(name)
    if name == "__call__":
        return _call

    def forward(self: Any, *args: Any) -> Any:
        if kept_by(type(self), name) is not forward:  # By the class: `Base.__repr__(self)`.
            base = next(kind for kind in type(self).__mro__ if kept_by(kind, name) is forward)
            return in_program("builtins", "getattr", base, name)(self, *args)
        result = ask(_ref(self), "op", name=name, args=args)
        return _inherit(self, result) if name in _UNARY else result

    forward.__name__ = name
    return forward


def _call(self: Any, /, *args: Any, **kwargs: Any) -> Any:
    return ask(_ref(self), "call", args=args, kwargs=kwargs)


def _comparison(name: str) -> Callable[..., Any]:
    def compare(self: Any, other: Any) -> Any:
        if _is_ours(self, other):
            return _compare_data(self, name, other)
        return ask(_ref(self), "op", name=name, args=[other])

    return compare


def _arithmetic(name: str) -> Callable[..., Any]:
    def calculate(self: Any, other: Any, *more: Any) -> Any:
        if _is_ours(self, other):
            plain = _plain(self)
            if plain is NotImplemented:
                return NotImplemented
            method = getattr(type(plain), name, None)
            return NotImplemented if method is None else method(plain, other, *more)
        result = ask(_ref(self), "op", name=name, args=[other, *more])
        return _inherit(self, result)

    return calculate


def _is_ours(self: Any, other: Any) -> bool:
    """Tell whether an operation with this operand is not the student's to answer."""
    made = object.__getattribute__(self, "_grader_made")
    return not made and not isinstance(type(other), Mirror)


def _inherit(self: Any, result: Any) -> Any:
    made = object.__getattribute__(self, "_grader_made")
    if made and type(result) is type(self):
        object.__setattr__(result, "_grader_made", True)
    return result


def _compare_data(self: Any, name: str, other: Any) -> Any:
    plain = _plain(self)
    if plain is NotImplemented:
        return NotImplemented
    return getattr(type(plain), name)(plain, other)


def _plain(self: Any) -> Any:
    if type(self)._grader_data is None:
        return NotImplemented
    return ask(_ref(self), "base")


def _identity_hash(self: Any) -> int:
    return object.__hash__(self)


# -- classes ------------------------------------------------------------------------------------

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
    if (signature := _signature(node.get("signature"))) is not None:
        space["__signature__"] = signature
    if names := [name for name in _bounded_list(node.get("match")) if type(name) is str]:
        space["__match_args__"] = tuple(names)
    if type(node.get("line")) is int:
        space["__firstlineno__"] = node["line"]
    if node.get("error"):
        return _make_error_class(name, space, bases)
    space.update({op: _operator(op) for op in operators if op not in _LOCAL})
    if "__eq__" not in operators and "__hash__" not in operators:
        space["__hash__"] = _identity_hash
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
    raise StopIteration(ask(_ref(self), "await"))


def _throw(self: Any, *error: Any) -> Any:
    raise error[0]


def _close(self: Any) -> None:
    ask(_ref(self), "get", name="close")()


def _iterate_await(self: Any) -> Any:
    yield from ()  # This makes it a generator, which is what `await` iterates over.
    return ask(_ref(self), "await")


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
    if ref is None or _hidden(name):
        raise AttributeError(name)
    return ask(ref, "get", name=name)


# -- functions ------------------------------------------------------------------------------------


def _a_function() -> None:
    """Lend its code object to functions that have none here."""


async def _an_async_function() -> None:
    """Lend its code object, whose flags say that it is a coroutine function."""


def _a_generator() -> Iterator[None]:
    """Lend its code object, whose flags say that it is a generator function."""
    yield


async def _an_async_generator() -> AsyncIterator[None]:
    """Lend its code object, whose flags say that it is an asynchronous generator function."""
    yield


_LENDERS: dict[object, Callable[..., Any]] = {
    "coroutine": _an_async_function,
    "generator": _a_generator,
    "async generator": _an_async_generator,
}


class Function:
    """A function of the student's."""

    def __init__(self, ref: Ref, facts: Any) -> None:
        facts = facts if type(facts) is dict else {}
        self._grader_ref = ref
        self._grader_facts = facts
        self.__name__ = str(facts.get("name"))[:100]
        self.__qualname__ = str(facts.get("qualname"))[:200]
        self.__module__ = str(facts.get("module"))[:200]
        self.__doc__ = facts.get("doc") if type(facts.get("doc")) is str else None
        if (signature := _signature(facts.get("signature"))) is not None:
            self.__signature__ = signature
        self.__code__ = _code(facts)

    @property  # type: ignore[misc]
    def __class__(self) -> type:
        return types.FunctionType

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return ask(self._grader_ref, "call", args=args, kwargs=kwargs)

    def __get__(self, owner: Any, kind: Any = None) -> Any:
        return self if owner is None else types.MethodType(self, owner)

    def __getattr__(self, name: str) -> Any:
        if _hidden(name):
            raise AttributeError(name)
        return ask(self._grader_ref, "get", name=name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith(("_grader", "__", "_is_coroutine")):
            object.__setattr__(self, name, value)
        else:
            ask(self._grader_ref, "set", name=name, args=[value])

    def __repr__(self) -> str:
        return f"<function {self.__qualname__} of the submission>"

    def at(self, ref: Ref) -> Function:
        """Return the same function, found another way."""
        return Function(ref, self._grader_facts)


def _code(facts: Message) -> types.CodeType:
    """Return a code object that runs nothing of the student's, but says where her source is."""
    flavour = facts.get("flavour")
    code = _LENDERS.get(flavour if type(flavour) is str else "", _a_function).__code__
    file, line = facts.get("file"), facts.get("line")
    if type(file) is not str or type(line) is not int or not 0 < line < MAX_LINE:
        return code
    return code.replace(co_filename=source_name(file[:1000]), co_firstlineno=line)


def source_name(file: str) -> str:
    """Return what `inspect` takes for the path of a file of the student's: no path of this host."""
    return f"<submission>/{file}"


def function(ref: Ref, facts: Any) -> Function:
    """Return a proxy of a function; `facts` are its name, doc and parameters."""
    return Function(ref, facts)


def _signature(parameters: Any) -> inspect.Signature | None:
    if type(parameters) is not list:
        return None
    try:
        return inspect.Signature([_parameter(*given) for given in parameters])
    except (TypeError, ValueError):
        return None


def _parameter(name: str, kind: int, *default: Any) -> inspect.Parameter:
    value: Any = inspect.Parameter.empty
    if default:
        value = ... if type(default[0]) is dict else default[0]
    return inspect.Parameter(name, inspect._ParameterKind(kind), default=value)
