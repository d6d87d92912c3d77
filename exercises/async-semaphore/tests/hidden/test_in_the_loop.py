"""Jobs that tell when they begin, are cancelled and end, and where they run."""

import itertools

import pytest
from async_semaphore import run_jobs

SERVICE = """
import asyncio
import threading

async def work(job):
    in_main = threading.current_thread() is threading.main_thread()
    tell("begins", job, in_main)
    try:
        await asyncio.Event().wait()
    finally:
        tell("is cancelled", job, in_main)
        for _ in range(20):
            await asyncio.sleep(0)
        tell("ends", job, in_main)
"""


@pytest.fixture
def tell(lab):
    return lab.probe()


@pytest.fixture
def work(lab, tell):
    """Make a coroutine function on the side of the program: the tests' own wait in threads."""
    service = {"tell": tell}
    lab.remote("builtins").exec(SERVICE, service)
    return service["work"]


@pytest.mark.points(2)
@pytest.mark.requires("test_all_fail")
@pytest.mark.hint(
    "Not to wait any longer for a task does not end it. And who has asked it to end: does he wait"
    " until it has?"
)
def test_the_next_begins_when_the_cancelled_one_has_ended(lab, tell, work):
    call = lab.start(lab.remote("asyncio").run, run_jobs(["a", "b", "c"], 1, work, seconds=0.1))
    assert call.result() == [None] * 3, "a job that takes too long has the result None"

    events = [record.args[:2] for record in tell.calls]
    place = {event: number for number, event in enumerate(events)}
    begun = [job for what, job in events if what == "begins"]
    assert sorted(begun) == ["a", "b", "c"], "each of 3 jobs must begin, and once"
    for one, following in itertools.pairwise(begun):
        assert place["is cancelled", one] < place["begins", following], (
            "when a job had taken too long the next one began, but the first was not cancelled"
        )
        assert place["ends", one] < place["begins", following], (
            "a job was cancelled, and the next one began before the first had ended"
        )


@pytest.mark.requires("test_all_fail")
@pytest.mark.hint("No threads: whose event loop awaits the call of work?")
def test_all_in_one_thread(lab, tell, work):
    call = lab.start(lab.remote("asyncio").run, run_jobs([1, 2, 3], 2, work, seconds=0.1))
    assert call.result() == [None] * 3, "a job that takes too long has the result None"

    strangers = {record.args[1] for record in tell.calls if not record.args[2]}
    assert not strangers, (
        f"{len(strangers)} of 3 jobs ran in another thread than the event loop of run_jobs"
    )
