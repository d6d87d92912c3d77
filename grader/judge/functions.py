"""Stand-ins for the student's functions, which `inspect` takes for functions."""

from __future__ import annotations

import inspect
import types
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from grader.judge.asking import ask, is_hidden
from grader.judge.refs import Ref
from grader.judge.session import Message

MAX_LINE = 1 << 20


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
        if (signature := signature_of(facts.get("signature"))) is not None:
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
        if is_hidden(name):
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


def signature_of(parameters: Any) -> inspect.Signature | None:
    """Return the signature that the program told of; None where it told none."""
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
