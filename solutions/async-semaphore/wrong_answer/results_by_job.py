"""Keeps the results by the jobs: equal ones have one result, and some are no keys at all."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)
    results = {}

    async def do(job):
        async with permits:
            try:
                results[job] = await asyncio.wait_for(work(job), seconds)
            except Exception:
                results[job] = None

    await asyncio.gather(*(do(job) for job in jobs))
    return [results[job] for job in jobs]
