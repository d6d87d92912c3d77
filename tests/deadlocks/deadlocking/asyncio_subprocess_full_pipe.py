"""wait() on a subprocess whose full output pipe nobody reads.

Pattern: join before drain
"""

import asyncio
import sys


async def run():
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print('x' * 4_000_000)", stdout=asyncio.subprocess.PIPE
    )
    await child.wait()


def main():
    asyncio.run(run())
