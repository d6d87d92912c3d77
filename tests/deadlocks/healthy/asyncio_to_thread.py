"""A coroutine waits for a thread that sleeps."""

import asyncio
import time


def main():
    asyncio.run(asyncio.to_thread(time.sleep, 0.8))
