"""A coroutine of a spawned process waits for an event that nobody sets.

Pattern: Event never set
"""

import asyncio
import multiprocessing as mp


async def wait_for_start():
    await asyncio.Event().wait()


def work():
    asyncio.run(wait_for_start())


def main():
    worker = mp.get_context("spawn").Process(target=work)
    worker.start()
    worker.join()
