"""A pool that calls back when a result is there, or an error."""

from collections.abc import Callable
from typing import Any


def election_night(
    stations: list[Any],
    reporters: int,
    ask: Callable[[Any], Any],
    work_out: Callable[[Any], Any],
    write: Callable[[Any, Any], None],
) -> list[Any]:
    """Gather the results of all stations by a pool of processes.

    Args:
        stations: each is asked once.
        reporters: how many processes the pool has, at least 1.
        ask: `ask(station)` returns its figures. Called in the pool.
        work_out: `work_out(figures)` returns the result. Called in the pool.
        write: `write(station, result)` writes on the board. Called in the main process.

    Returns:
        The stations for which nothing was written, in the order of `stations`.
    """
    raise NotImplementedError
