"""Run many jobs in one event loop, but never more than some at a time."""

from collections.abc import Awaitable, Callable
from typing import Any


async def run_jobs(
    jobs: list[Any],
    limit: int,
    work: Callable[[Any], Awaitable[Any]],
    seconds: float | None = None,
) -> list[Any]:
    """Do all jobs, `limit` of them at a time.

    Args:
        jobs: `work` is called and awaited once for each.
        limit: how many calls of `work` run at the same time, at least 1.
        work: does one job and returns its result, or raises an exception.
        seconds: how long one call may take before it is cancelled; None for as long as it likes.

    Returns:
        The results in the order of `jobs`; None for a job that failed or took too long.
    """
    raise NotImplementedError
