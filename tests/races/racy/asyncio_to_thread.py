"""Coroutines push their work to threads, and forget that these are threads.

Race: the two threads read the same `done["files"]` before either writes it.
Needs: lines
Ends as: WA
"""

import asyncio

EXPECTED = {"files": 2}


def convert(done):
    files = done["files"]
    done["files"] = files + 1


async def convert_all(done):
    await asyncio.gather(*(asyncio.to_thread(convert, done) for _ in range(2)))


def main():
    done = {"files": 0}
    asyncio.run(convert_all(done))
    return done
