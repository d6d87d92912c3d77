"""A timer sets an event of asyncio's, and does not wake the loop that waits for it.

Pattern: asyncio from another thread
"""

import asyncio
import threading


async def wait_for_start():
    start = asyncio.Event()
    threading.Timer(0.2, start.set).start()
    await start.wait()


def main():
    asyncio.run(wait_for_start())
