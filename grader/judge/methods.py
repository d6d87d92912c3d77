"""What stands for the special methods of the student's classes.

Comparison and arithmetic with plain data is ours unless the test itself made the object: a function
that should have returned 42 could return an object that says it equals everything, and handing it
the expected value to compare with would even tell it what to say. To look into data likewise, of
which `content.py` tells.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from grader.judge import content
from grader.judge.asking import ask, held_ref, in_program
from grader.judge.looks import kept_by
from grader.judge.proxies import Mirror

_COMPARISONS = frozenset({"__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"})
_ARITHMETIC = frozenset(
    f"__{prefix}{name}__"
    for prefix in ("", "r", "i")
    for name in (
        "add", "sub", "mul", "matmul", "truediv", "floordiv", "mod", "divmod", "pow", "lshift",
        "rshift", "and", "xor", "or",
    )
)  # fmt: skip
_UNARY = frozenset({"__neg__", "__pos__", "__abs__", "__invert__"})


def operator(name: str) -> Callable[..., Any]:
    """Return what forwards a special method, or does it here."""
    if name in _COMPARISONS:
        return _comparison(name)
    if name in _ARITHMETIC:
        return _arithmetic(name)
    if name == "__call__":
        return _call

    def forward(self: Any, *args: Any) -> Any:
        if name in content.LOOKS and content.passes_for_data(self):
            return content.LOOKS[name](content.content(self), *args)
        if kept_by(type(self), name) is not forward:  # By the class: `Base.__repr__(self)`.
            base = next(kind for kind in type(self).__mro__ if kept_by(kind, name) is forward)
            return in_program("builtins", "getattr", base, name)(self, *args)
        result = ask(held_ref(self), "op", name=name, args=args)
        return _inherit(self, result) if name in _UNARY else result

    forward.__name__ = name
    return forward


def _call(self: Any, /, *args: Any, **kwargs: Any) -> Any:
    return ask(held_ref(self), "call", args=args, kwargs=kwargs)


def _comparison(name: str) -> Callable[..., Any]:
    def compare(self: Any, other: Any) -> Any:
        if _is_ours(self, other):
            return _compare_data(self, name, other)
        return ask(held_ref(self), "op", name=name, args=[other])

    return compare


def _arithmetic(name: str) -> Callable[..., Any]:
    def calculate(self: Any, other: Any, *more: Any) -> Any:
        if _is_ours(self, other):
            plain = content.plain(self)
            if plain is NotImplemented:
                return NotImplemented
            method = getattr(type(plain), name, None)
            return NotImplemented if method is None else method(plain, other, *more)
        result = ask(held_ref(self), "op", name=name, args=[other, *more])
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
    plain = content.plain(self)
    if plain is NotImplemented:
        return NotImplemented
    return getattr(type(plain), name)(plain, other)


def identity_hash(self: Any) -> int:
    """Hash a stand-in by what it is, as an object without `__eq__` is."""
    return object.__hash__(self)
