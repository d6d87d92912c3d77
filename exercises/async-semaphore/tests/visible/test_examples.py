"""The example of the statement without a time limit: a student has it."""

import asyncio

from async_semaphore import run_jobs


async def recognise(page):
    if page == "p. 2":
        raise ValueError("illegible")
    return page.upper()


def test_three_pages():
    results = asyncio.run(run_jobs(["p. 1", "p. 2", "p. 3"], 2, recognise))

    assert results == ["P. 1", None, "P. 3"], "only the second page is illegible"
