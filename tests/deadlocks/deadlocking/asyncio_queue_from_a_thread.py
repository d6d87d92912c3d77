"""A timer puts an item into a queue of asyncio's, and does not wake the loop that waits for it.

Pattern: asyncio from another thread
"""

import asyncio
import threading


async def take():
    queue = asyncio.Queue()
    threading.Timer(0.2, queue.put_nowait, ["item"]).start()
    return await queue.get()


def main():
    asyncio.run(take())
