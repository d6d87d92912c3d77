"""Do ahead of need, a few at a time, what the tests of a module then look at one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import pytest

Item = TypeVar("Item")
Result = TypeVar("Result")


def wanted(request: pytest.FixtureRequest, name: str) -> list[object]:
    """List the values of a parameter that the collected tests of the module have, in order."""
    calls = (
        getattr(item, "callspec", None)
        for item in request.session.items
        if item.path == request.path
    )
    return list(dict.fromkeys(call.params[name] for call in calls if call and name in call.params))


@contextmanager
def ahead(
    items: Iterable[Item], run: Callable[[Item], Result], *, workers: int
) -> Iterator[dict[Item, Future[Result]]]:
    """Run all items, so many at a time; what nobody has come to at the end is left undone."""
    pool = ThreadPoolExecutor(workers)
    try:
        yield {item: pool.submit(run, item) for item in items}
    finally:
        pool.shutdown(cancel_futures=True)
