"""Coroutines that await between reading and writing, and do the slow part in threads.

Safe: an asyncio.Lock is held across the `await`, so one thread at a time computes.
"""

import asyncio

EXPECTED = 6


async def add(account, lock, amount):
    async with lock:
        before = account["balance"]
        after = await asyncio.to_thread(lambda: before + amount)
        account["balance"] = after


async def add_all(account):
    lock = asyncio.Lock()
    await asyncio.gather(*(add(account, lock, amount) for amount in (1, 2, 3)))


def main():
    account = {"balance": 0}
    asyncio.run(add_all(account))
    return account["balance"]
