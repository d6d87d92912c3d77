"""Awaits each call in a thread of its own, with an event loop of its own."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)

    async def in_time(job):
        return await asyncio.wait_for(work(job), seconds)

    async def do(job):
        async with permits:
            try:
                return await asyncio.to_thread(asyncio.run, in_time(job))
            except Exception:
                return None

    return await asyncio.gather(*(do(job) for job in jobs))
