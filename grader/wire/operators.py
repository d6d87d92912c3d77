"""The operations that one side forwards to an object of the other, where its class has them."""

from __future__ import annotations

OPERATORS: tuple[str, ...] = tuple(
    (
        "__eq__ __ne__ __lt__ __le__ __gt__ __ge__ __hash__ __bool__ "
        "__len__ __length_hint__ __contains__ __getitem__ __setitem__ __delitem__ "
        "__missing__ __iter__ __next__ __reversed__ __call__ "
        "__enter__ __exit__ __aenter__ __aexit__ __aiter__ __anext__ __await__ "
        "__str__ __repr__ __format__ __bytes__ __int__ __float__ __complex__ __index__ "
        "__round__ __trunc__ __floor__ __ceil__ __neg__ __pos__ __abs__ __invert__ "
        "__add__ __sub__ __mul__ __matmul__ __truediv__ __floordiv__ __mod__ __divmod__ __pow__ "
        "__lshift__ __rshift__ __and__ __xor__ __or__ "
        "__radd__ __rsub__ __rmul__ __rmatmul__ __rtruediv__ __rfloordiv__ __rmod__ __rdivmod__ "
        "__rpow__ __rlshift__ __rrshift__ __rand__ __rxor__ __ror__ "
        "__iadd__ __isub__ __imul__ __imatmul__ __itruediv__ __ifloordiv__ __imod__ __ipow__ "
        "__ilshift__ __irshift__ __iand__ __ixor__ __ior__ "
        "__copy__ __deepcopy__ __fspath__"
    ).split()
)


def defined_by(cls: type) -> list[str]:
    """Return the operations that a class defines for itself."""
    return [name for name in OPERATORS if _defines(cls, name)]


def _defines(cls: type, name: str) -> bool:
    # Not by getattr, which finds the metaclass's, too: every class can be called.
    for kind in type.__getattribute__(cls, "__mro__"):
        space = type.__getattribute__(kind, "__dict__")
        if name in space:
            return kind is not object and space[name] is not None
    return False
