"""Starts all of them at once: a semaphore that is made for each job lets everybody pass."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    async def do(job):
        async with asyncio.Semaphore(limit):
            try:
                return await asyncio.wait_for(work(job), seconds)
            except Exception:
                return None

    return await asyncio.gather(*(do(job) for job in jobs))
