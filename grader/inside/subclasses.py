"""Classes that the test derives from the student's, made here, where their bases are."""

from __future__ import annotations

import sys
import types
from typing import Any

MODULE = "the_test"
"""In which they can be found again by their keys; the judge knows the name."""
_KINDS: dict[str, Any] = {
    "property": property,
    "staticmethod": staticmethod,
    "classmethod": classmethod,
}


def define(
    name: str, key: str, bases: list[Any], parts: dict[str, tuple[str, Any]], /, **options: Any
) -> type:
    """Make a class; its functions are those of the test. Raises what its bases make of it."""
    if not all(isinstance(base, type) for base in bases):
        raise TypeError(f"{name} derives from a class of the test's own, which is not here")
    space: dict[str, Any] = {
        attribute: _KINDS[kind](*value) if kind else value
        for attribute, (kind, value) in parts.items()
    }
    space |= {"__module__": MODULE, "__qualname__": key}
    made: type = types.new_class(name, tuple(bases), options, lambda ns: ns.update(space))
    module = sys.modules.setdefault(MODULE, types.ModuleType(MODULE))
    setattr(module, key, made)
    return made
