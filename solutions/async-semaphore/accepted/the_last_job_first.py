"""Workers that take the jobs from the end of a pile: nobody has said which one begins."""

import asyncio


async def run_jobs(jobs, limit, work, seconds=None):
    results = {}
    pile = list(enumerate(jobs))

    async def worker():
        while pile:
            number, job = pile.pop()
            try:
                results[number] = await asyncio.wait_for(work(job), seconds)
            except Exception:
                results[number] = None

    await asyncio.gather(*(worker() for _ in range(limit)))
    return [results[number] for number in range(len(jobs))]
