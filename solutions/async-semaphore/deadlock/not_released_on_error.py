"""Gives the permit back on one way out only."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)

    async def do(job):
        await permits.acquire()
        try:
            result = await asyncio.wait_for(work(job), seconds)
            permits.release()
            return result
        except Exception:
            return None

    return await asyncio.gather(*(do(job) for job in jobs))
