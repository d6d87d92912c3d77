import asyncio
import inspect
import time
import unittest

import pytest

from async_tools import AsyncStack, Ticker, double_later, fetch_many, gather_limited, with_timeout


def test_coroutine_function():
    assert inspect.iscoroutinefunction(double_later)
    assert asyncio.run(double_later(4)) == 8


def test_several_at_once():
    async def main():
        return await asyncio.gather(*(double_later(i) for i in range(5)))

    assert asyncio.run(main()) == [0, 2, 4, 6, 8]


def test_limit_is_kept():
    running = most = 0

    async def job():
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.01)
        running -= 1
        return most

    asyncio.run(gather_limited([job] * 6, limit=2))
    assert most == 2


def test_fetch_many_uses_the_callback():
    async def fetch(url):
        await asyncio.sleep(0)
        return len(url)

    assert asyncio.run(fetch_many(["a", "bb"], fetch)) == {"a": 1, "bb": 2}


def test_timeout():
    async def forever():
        await asyncio.sleep(1000)

    start = time.monotonic()
    assert asyncio.run(with_timeout(forever(), 0.05, default="late")) == "late"
    assert time.monotonic() - start < 10


def test_async_iterator():
    async def main():
        return [n async for n in Ticker(3)]

    assert asyncio.run(main()) == [0, 1, 2]


def test_async_context():
    async def main():
        async with AsyncStack() as stack:
            await stack.push(1)
            await stack.push(2)
            return await stack.pop(), stack.is_open

    assert asyncio.run(main()) == (2, True)


class IsolatedTests(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        self.stack = AsyncStack()

    async def test_pop_empty(self):
        with self.assertRaises(IndexError):
            await self.stack.pop()

    async def test_result(self):
        self.assertEqual(await double_later("ab"), "abab")
