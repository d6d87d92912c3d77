"""How much may cross: bounds of one value and of a whole message."""

from __future__ import annotations

from decimal import Decimal

MAX_DEPTH = 100
"""Of data in data. Decoding a level takes six calls, and has to fit on a test's own stack."""
MAX_SAME_HASH = 64
"""How many keys of one set or dict may share a hash: more is an attack on the table."""
INLINE_BITS = 2_000
"""Larger integers travel in hexadecimal, whose parsing takes linear time. So many bits need fewer
digits than the least that `sys.set_int_max_str_digits` can be set to."""
MAX_EXPONENT = 100_000
"""Of a Decimal: `int(Decimal("1e999999"))` must not cost the reader minutes."""
MAX_FRACTION_BITS = 100_000
"""Of each half of a Fraction, which are divided by what they share, in quadratic time."""
MAX_PATH = 4096
"""Characters of a path: no kernel takes a longer one."""
MAX_UNFOLDED = 1_500_000
"""How many values there may be where every reference stands for all it refers to: printing or
comparing a value takes so many steps, and a few shared lists can unfold to 2**60."""
ENTANGLED = 100
"""How much more a reference counts where there are cycles: what it unfolds to depends on the way
there, and no way is shorter to know than to walk them all."""


class CannotEncode(ValueError):
    """The value is too deep or too large to cross."""


class BadValue(ValueError):
    """The node breaks the rules of the codec."""


class Unfolding:
    """Count how many values a message unfolds to; `too_large` is raised beyond the bound."""

    def __init__(self, too_large: type[ValueError]) -> None:
        self._too_large = too_large
        self._sizes: dict[int, int] = {}
        self._cyclic = False
        self.count = 0

    def add(self, count: int) -> None:
        """Count values."""
        self.count += count
        if self.count > MAX_UNFOLDED:
            raise self._too_large(f"data that unfolds to more than {MAX_UNFOLDED:,} values")

    def finish(self, number: int, before: int) -> None:
        """Note that a container is complete; `before` is the count when it began."""
        self._sizes.setdefault(number, self.count - before)

    def refer(self, number: int) -> None:
        """Count a reference to a container; to one that is not complete it closes a cycle."""
        size = self._sizes.get(number)
        if size is None:
            self._cyclic = True
        self.add((size or 1) * (ENTANGLED if self._cyclic and size else 1))


def exponent(value: Decimal) -> int:
    """Return how far from 1 a Decimal's scale is; 0 for what has none, as NaN."""
    found = value.as_tuple().exponent
    return abs(found) if isinstance(found, int) else 0
