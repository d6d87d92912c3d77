"""Lets the first error out of gather, and the rest go."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)

    async def do(job):
        async with permits:
            return await asyncio.wait_for(work(job), seconds)

    return await asyncio.gather(*(do(job) for job in jobs))
