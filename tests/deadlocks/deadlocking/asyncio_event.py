"""A coroutine waits for an event that nobody sets.

Pattern: Event never set
"""

import asyncio


async def wait_for_start():
    await asyncio.Event().wait()


def main():
    asyncio.run(wait_for_start())
