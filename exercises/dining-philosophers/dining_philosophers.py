"""Philosophers around a table, with too few forks."""

from collections.abc import Callable


def dine(
    philosophers: int,
    meals: int,
    think: Callable[[int], None],
    take: Callable[[int, int], None],
    eat: Callable[[int], None],
) -> None:
    """Let every philosopher think and eat, `meals` times over, all at the same table.

    Args:
        philosophers: how many sit around the table, at least 2, numbered from 0; philosopher
            `i` sits between fork `i` and fork `(i + 1) % philosophers`.
        meals: how often each of them eats.
        think: `think(philosopher)` lets him think, which may take any time.
        take: `take(philosopher, fork)` shows that he has taken this fork.
        eat: `eat(philosopher)` lets him eat; he needs both his forks for it.
    """
    raise NotImplementedError
