"""A coroutine holds a thread's lock across an await that needs the lock.

Pattern: waits while holding a lock
"""

import asyncio
import threading

lock = threading.Lock()


def locked():
    with lock:
        pass


async def run():
    with lock:
        await asyncio.to_thread(locked)


def main():
    asyncio.run(run())
