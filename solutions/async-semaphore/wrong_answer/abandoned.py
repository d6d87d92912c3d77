"""Does not wait any longer for what takes too long, but lets it run."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    permits = asyncio.Semaphore(limit)

    async def do(job):
        async with permits:
            call = asyncio.ensure_future(work(job))
            await asyncio.wait({call}, timeout=seconds)
            if not call.done() or call.exception():
                return None
            return call.result()

    return await asyncio.gather(*(do(job) for job in jobs))
