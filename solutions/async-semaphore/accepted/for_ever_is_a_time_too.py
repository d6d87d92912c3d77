"""Without a time limit the time is infinite: the loop then waits with a time-out, a very long one."""

import asyncio
import math


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)
    time = math.inf if seconds is None else seconds

    async def do(job):
        async with permits:
            try:
                return await asyncio.wait_for(work(job), time)
            except Exception:
                return None

    return await asyncio.gather(*(do(job) for job in jobs))
