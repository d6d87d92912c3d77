import asyncio


async def double_later(x):
    await asyncio.sleep(0.001)
    return x * 2


async def gather_limited(jobs, limit):
    semaphore = asyncio.Semaphore(limit)

    async def run(job):
        async with semaphore:
            return await job()

    return await asyncio.gather(*map(run, jobs))


async def fetch_many(urls, fetch):
    results = await asyncio.gather(*map(fetch, urls))
    return dict(zip(urls, results))


async def with_timeout(awaitable, seconds, default=None):
    try:
        return await asyncio.wait_for(awaitable, seconds)
    except asyncio.TimeoutError:
        return default


class Ticker:
    def __init__(self, n):
        self.n = n
        self.i = -1

    def __aiter__(self):
        return self

    async def __anext__(self):
        self.i += 1
        if self.i >= self.n:
            raise StopAsyncIteration
        return self.i


class AsyncStack:
    def __init__(self):
        self._items = []
        self.is_open = False

    async def __aenter__(self):
        self.is_open = True
        return self

    async def __aexit__(self, *exc):
        self.is_open = False

    async def push(self, item):
        self._items.append(item)

    async def pop(self):
        return self._items.pop()
