"""Only a timer of the event loop goes on."""

import asyncio


async def run():
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    loop.call_later(0.8, done.set)
    await done.wait()


def main():
    asyncio.run(run())
