"""Run many jobs, but never more than some at a time."""

from collections.abc import Callable
from typing import Any


def run_jobs(jobs: list[Any], limit: int, work: Callable[[Any], Any]) -> list[Any]:
    """Do all jobs, `limit` of them at a time.

    Args:
        jobs: `work` is called once for each.
        limit: how many calls of `work` run at the same time, at least 1.
        work: does one job and returns its result, or raises an exception.

    Returns:
        The results in the order of `jobs`; None for a job whose `work` raised an exception.
    """
    raise NotImplementedError
