"""Begins the next group of jobs when all of the last one have ended."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    async def do(job):
        try:
            return await asyncio.wait_for(work(job), seconds)
        except Exception:
            return None

    results = []
    for first in range(0, len(jobs), limit):
        results += await asyncio.gather(*(do(job) for job in jobs[first : first + limit]))
    return results
