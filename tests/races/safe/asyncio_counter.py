"""Coroutines raise a counter in two lines.

Safe: another coroutine runs only at an `await`, and there is none between the two lines.
"""

import asyncio

EXPECTED = 3
count = 0


async def work():
    global count
    await asyncio.sleep(0)
    before = count
    count = before + 1
    await asyncio.sleep(0)


async def work_all():
    await asyncio.gather(*(work() for _ in range(3)))


def main():
    asyncio.run(work_all())
    return count
