"""A coroutine waits for a program that sleeps."""

import asyncio


async def run():
    child = await asyncio.create_subprocess_exec("sleep", "0.8")
    await child.wait()


def main():
    asyncio.run(run())
