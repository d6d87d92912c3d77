"""No semaphore: a set of running tasks that is filled up whenever one has ended."""

import asyncio


class Runner:
    def __init__(self, work, seconds):
        self.work, self.seconds = work, seconds
        self.running = {}
        self.results = {}

    async def wait_for_one(self):
        done, _ = await asyncio.wait(self.running, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            number = self.running.pop(task)
            self.results[number] = None if task.exception() else task.result()

    def begin(self, number, job):
        call = asyncio.wait_for(self.work(job), self.seconds)
        self.running[asyncio.create_task(call)] = number


async def run_jobs(jobs, limit, work, seconds=None):
    runner = Runner(work, seconds)
    for number, job in enumerate(jobs):
        if len(runner.running) == limit:
            await runner.wait_for_one()
        runner.begin(number, job)
    while runner.running:
        await runner.wait_for_one()
    return [runner.results[number] for number in range(len(jobs))]
