"""Awaits one after the other."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)

    async def do(job):
        async with permits:
            try:
                return await asyncio.wait_for(work(job), seconds)
            except Exception:
                return None

    return [await do(job) for job in jobs]
