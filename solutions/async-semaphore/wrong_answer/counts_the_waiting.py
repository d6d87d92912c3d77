"""Counts the time that a job waits for its place."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)

    async def do(job):
        async with permits:
            return await work(job)

    async def in_time(job):
        try:
            return await asyncio.wait_for(do(job), seconds)
        except Exception:
            return None

    return await asyncio.gather(*(in_time(job) for job in jobs))
