"""Whether a mutable container still has the items that it had."""

from __future__ import annotations

import operator
from array import array
from typing import Any


def shallow(container: Any) -> Any:
    """Return the items of a container, to be compared later."""
    if isinstance(container, dict):
        return list(container.items())
    return bytes(container) if isinstance(container, bytearray) else list(container)


def same(before: Any, container: Any) -> bool:
    """Tell whether a container has the very items that `shallow` saw. Runs nobody's `__eq__`."""
    if isinstance(container, bytearray):
        return bool(before == container)
    if len(before) != len(container):
        return False
    if isinstance(container, dict):
        return all(
            old[0] is new[0] and old[1] is new[1]
            for old, new in zip(before, container.items(), strict=True)
        )
    if isinstance(container, array):
        return bool(before == container.tolist())
    return all(map(operator.is_, before, container))
