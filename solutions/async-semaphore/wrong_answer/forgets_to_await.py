"""Returns what `work` gives it, and never awaits that."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)

    async def do(job):
        async with permits:
            try:
                return work(job)
            except Exception:
                return None

    return await asyncio.gather(*(do(job) for job in jobs))
