"""asyncio.Queue.join without enough task_done calls.

Pattern: task_done missing
"""

import asyncio


async def work(queue):
    while True:
        await queue.get()


async def run():
    queue = asyncio.Queue()
    worker = asyncio.create_task(work(queue))
    for item in range(3):
        queue.put_nowait(item)
    await queue.join()
    worker.cancel()


def main():
    asyncio.run(run())
