"""What a proxy's `__class__` says, so that `isinstance(x, tuple)` or `isinstance(f, Future)` holds.

`type(x)` is the mirrored class, and `isinstance` asks that first. Where an object's class is a
standard one, or derives from one, `isinstance` is let see that, too. It grants the program nothing:
what such an object is worth in a comparison is decided elsewhere.
"""

from __future__ import annotations

import abc
import enum
import sys
import types
from typing import Any

_BUILTINS: dict[str, type] = {
    "generator": types.GeneratorType,
    "coroutine": types.CoroutineType,
    "async_generator": types.AsyncGeneratorType,
    "function": types.FunctionType,
    "method": types.MethodType,
    "module": types.ModuleType,
    "mappingproxy": types.MappingProxyType,
    "dict_keys": type({}.keys()),
    "dict_values": type({}.values()),
    "dict_items": type({}.items()),
    "NoneType": type(None),
}


def looks_like(node: dict[str, Any], bases: list[Any]) -> type | None:
    """Return the class that `isinstance` may see in an object of a described class, or None."""
    own = standard_class(node.get("module"), node.get("qualname"))
    if own is not None:
        return own
    data = node.get("data")
    found = standard_class("builtins", data) if data else None
    for base in bases:
        found = found or kept_by(base, "_grader_looks")
    if found is None or isinstance(found, abc.ABCMeta):  # An abstract class can be told, instead.
        return None
    try:
        space = {"__module__": str(node.get("module")), "__qualname__": str(node.get("qualname"))}
        shadow: type = types.new_class(str(node["name"]), (found,), {}, lambda ns: ns.update(space))
    except Exception:  # It has a metaclass of its own mind, or must not be derived from.
        return found
    return shadow


def teach_enums() -> None:
    """Let `issubclass` of an enumeration's class see what a mirrored one derives from.

    Abstract classes are told of mirrors, exceptions are real: of the metaclasses that are left this
    is the one that tests ask.
    """

    def check(cls: type, subclass: Any) -> bool:
        looks = kept_by(subclass, "_grader_looks") if isinstance(subclass, type) else None
        return type.__subclasscheck__(cls, looks if isinstance(looks, type) else subclass)

    enum.EnumMeta.__subclasscheck__ = check  # type: ignore[method-assign]


def kept_by(cls: type, name: str) -> Any:
    """Return what a class has of its own under a name, or None. Asks no program."""
    return type.__dict__["__dict__"].__get__(cls).get(name)


def standard_class(module: object, name: object) -> type | None:
    """Return a class of the standard library that is loaded here, or None."""
    if type(module) is not str or type(name) is not str:
        return None
    if module == "builtins" and name in _BUILTINS:
        return _BUILTINS[name]
    if module.partition(".")[0] not in sys.stdlib_module_names or module not in sys.modules:
        return None
    found: Any = sys.modules[module]
    for part in name.split("."):
        found = getattr(found, part, None)
    return found if isinstance(found, type) and found is not object else None
