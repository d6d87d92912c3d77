"""As many workers as there are places; all take from the same iterator."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    results = [None] * len(jobs)
    todo = iter(enumerate(jobs))

    async def worker():
        for number, job in todo:
            try:
                async with asyncio.timeout(seconds):
                    results[number] = await work(job)
            except Exception:
                results[number] = None

    async with asyncio.TaskGroup() as group:
        for _ in range(limit):
            group.create_task(worker())
    return results
