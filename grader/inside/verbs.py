"""What the judge can ask of the program: import, call, look into objects and change them.

A verb takes a request, whose arguments are decoded already, and the decoder of what it names.
"""

from __future__ import annotations

import importlib
import types
from collections.abc import Callable
from functools import partial
from typing import Any

from ..wire import codec
from ..wire.operators import OPERATORS
from . import finish, objects, subclasses

Verb = Callable[[dict[str, Any], codec.Decoder], Any]


def table(known: objects.Objects) -> dict[str, Verb]:
    """Return the verbs of a session that knows these objects."""
    return {
        "import": _import,
        "get": lambda request, decoder: getattr(
            decoder.decode(request["of"]), str(request["name"])
        ),
        "set": partial(_set, known),
        "del": partial(_delete, known),
        "call": _call,
        "op": _operate,
        "define": _define,
        "base": lambda request, decoder: objects.plain_copy(decoder.decode(request["of"])),
        "await": _await,
        "dir": lambda request, decoder: list(dir(decoder.decode(request["of"]))),
        "finish": lambda request, decoder: finish.wind_up(),
    }


def _import(request: dict[str, Any], decoder: codec.Decoder) -> None:
    importlib.import_module(str(request["name"]))


def _set(known: objects.Objects, request: dict[str, Any], decoder: codec.Decoder) -> None:
    _before_change(known, request)
    setattr(decoder.decode(request["of"]), str(request["name"]), request["args"][0])


def _delete(known: objects.Objects, request: dict[str, Any], decoder: codec.Decoder) -> None:
    _before_change(known, request)
    delattr(decoder.decode(request["of"]), str(request["name"]))


def _before_change(known: objects.Objects, request: dict[str, Any]) -> None:
    """Let what the test took by name while it was imported go on meaning the same object."""
    module, name = request["of"].get("path", ("", ""))
    if module and not name:
        known.keep(module, str(request["name"]))


def _call(request: dict[str, Any], decoder: codec.Decoder) -> Any:
    function = decoder.decode(request["of"])
    return function(*request["args"], **request["kwargs"])


def _operate(request: dict[str, Any], decoder: codec.Decoder) -> Any:
    target, name, args = decoder.decode(request["of"]), request["name"], request["args"]
    if name not in OPERATORS:
        raise AttributeError(name)
    if name == "__next__":
        return next(target)
    if name == "__getitem__" and isinstance(target, type):
        return target[args[0]]  # type: ignore[index]
    if isinstance(target, types.ModuleType) or not hasattr(type(target), name):
        return getattr(target, name)(*args)
    return getattr(type(target), name)(target, *args)


def _define(request: dict[str, Any], decoder: codec.Decoder) -> Any:
    return subclasses.define(*request["args"], **request["kwargs"])


def _await(request: dict[str, Any], decoder: codec.Decoder) -> Any:
    import asyncio

    async def wait() -> Any:
        return await decoder.decode(request["of"])

    return asyncio.run(wait())
