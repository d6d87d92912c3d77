"""What a fake box runs: modules whose functions are Python functions of this process."""

from __future__ import annotations

import copy
import types
from collections.abc import Callable, Mapping
from typing import Any

from grader.wire import codec

Modules = Mapping[str, Mapping[str, Any]]
"""Module -> name -> function or value."""
Programs = Modules | Callable[[], Modules]
"""Each session takes a copy of its own, or what the function makes for it."""
Message = dict[str, Any]


class Program:
    """Hold one session's modules, and number its objects as the judge asks for them."""

    def __init__(self, programs: Programs) -> None:
        made = programs() if callable(programs) else copy.deepcopy(dict(programs))
        self._modules = {name: _module(name, made[name]) for name in made}
        self._objects: list[Any] = [None]
        self._shared: dict[int, Any] = {}
        """Containers that are kept alike on both sides, by number."""

    def number_of(self, value: object) -> int:
        """Return an object's number; it lives as long as the session."""
        for number, known in enumerate(self._objects):
            if number and known is value:
                return number
        self._objects.append(value)
        return len(self._objects) - 1

    def path_of(self, cls: type) -> list[str] | None:
        """Return module and name under which a program has a class, or None."""
        module = self._modules.get(cls.__module__)
        known = getattr(module, cls.__name__, None) is cls
        return [cls.__module__, cls.__name__] if known else None

    def find(self, tag: str, what: Any) -> Any:
        """Return what a node of the judge's stands for."""
        if tag == "obj":
            return self._objects[what]
        module, name = what
        found = self._modules[module] if module in self._modules else __import__(module)
        return getattr(found, name) if name else found

    def arguments(self, request: Message, decoder: codec.Decoder) -> tuple[Any, Any]:
        """Return a request's arguments; containers that the test still holds are the same again."""
        known = request.get("shared", ())
        decoder.containers = [self._shared[number] for number in known]
        args = decoder.decode(request.get("args", []))
        kwargs = decoder.decode(request.get("kwargs", {"dict": []}))
        decoder.restore(request.get("updates", []))
        self.keep(request, decoder.containers[len(known) :])
        for number in request.get("forget", ()):
            self._shared.pop(number, None)
        return args, kwargs

    def keep(self, request: Message, fresh: list[Any]) -> None:
        """Number containers that crossed as the judge does, where it keeps them alike."""
        if "fresh" in request:
            self._shared.update(enumerate(fresh, request["fresh"]))
            request["fresh"] += len(fresh)

    def carry_out(
        self, request: Message, args: Any, kwargs: Any, decode: Callable[[Any], Any]
    ) -> Any:
        """Do what a request asks. Raises what the program raises."""
        name = request.get("name", "")
        if request["do"] == "import":
            return self._import(name)
        if request["do"] == "finish":
            return {"threads": [], "processes": [], "daemons": []}
        return _operate(decode(request["of"]), request["do"], name, args, kwargs)

    def _import(self, module: str) -> None:
        if module not in self._modules:
            raise ModuleNotFoundError(f"No module named {module!r}", name=module)


def _operate(target: Any, verb: str, name: str, args: Any, kwargs: Any) -> Any:
    verbs: Mapping[str, Callable[[], Any]] = {
        "call": lambda: target(*args, **kwargs),
        "get": lambda: getattr(target, name),
        "set": lambda: setattr(target, name, args[0]),
        "del": lambda: delattr(target, name),
        "op": lambda: getattr(target, name)(*args),
        "dir": lambda: dir(target),
    }
    return verbs[verb]()


def _module(name: str, content: Mapping[str, Any]) -> types.ModuleType:
    module = types.ModuleType(name)
    vars(module).update(content)
    return module
