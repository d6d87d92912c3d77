"""Many transfers between accounts, all at once."""

from collections.abc import Callable


def carry_out(
    orders: list[tuple[str, str, int]],
    confirm: Callable[[int], bool],
    load: Callable[[str], int],
    store: Callable[[str, int], None],
) -> list[bool]:
    """Carry out all orders at once.

    Args:
        orders: `(source, target, amount)` for each, numbered from 0; amounts are at least 0.
        confirm: `confirm(number)` asks the customer, which may take any time, whether this order
            is really to be carried out.
        load: returns what an account's book says is in it.
        store: writes a new balance into an account's book.

    Returns:
        For each order, in the order of `orders`, whether the money was moved: the customer must
        have confirmed it, and there must have been enough in the source.
    """
    raise NotImplementedError
