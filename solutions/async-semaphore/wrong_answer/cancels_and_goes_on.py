"""Cancels what takes too long, and gives its place away before it has ended."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)

    async def do(job):
        async with permits:
            call = asyncio.ensure_future(work(job))
            await asyncio.wait({call}, timeout=seconds)
            if not call.done():
                call.cancel()
                return None
            return None if call.exception() else call.result()

    return await asyncio.gather(*(do(job) for job in jobs))
