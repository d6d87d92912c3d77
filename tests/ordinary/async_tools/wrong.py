import asyncio


def double_later(x):
    return x * 2


async def gather_limited(jobs, limit):
    return await asyncio.gather(*(job() for job in jobs))


async def fetch_many(urls, fetch):
    return {u: fetch(u) for u in urls}


async def with_timeout(awaitable, seconds, default=None):
    awaitable.close()
    return None


class Ticker:
    def __init__(self, n):
        self.n = n

    async def __aiter__(self):
        yield self.n


class AsyncStack:
    async def pop(self):
        return None
