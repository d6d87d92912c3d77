"""The limit is kept and reached, and nobody's place is lost."""

import pytest
from async_semaphore import run_jobs

JOBS = list(range(8))

SERVICE = """
import asyncio

def make(turns, failing):
    turns = iter(turns)

    async def work(job):
        tell("begins", job)
        for _ in range(100 * next(turns, 1)):
            await asyncio.sleep(0)
        tell("ends", job)
        if job in failing:
            raise RuntimeError("the service is busy")
        return job * job
    return work
"""


@pytest.fixture
def tell(lab):
    return lab.probe()


@pytest.fixture
def service(lab, tell):
    """Make coroutine functions on the side of the program, whose calls take so many turns there.

    Nobody has to wait until the program is at rest: it may wait in its loop with any time-out.
    """
    names = {"tell": tell}
    lab.remote("builtins").exec(SERVICE, names)
    return names["make"]


def check_places(tell, limit, jobs):
    """Check how many jobs were running, event by event."""
    events = [record.args[0] for record in tell.calls]
    running = [0]
    for event in events:
        running.append(running[-1] + (1 if event == "begins" else -1))
    assert max(running) == limit, f"the limit is {limit}, but {max(running)} jobs were running"
    assert events.count("begins") == jobs, (
        f"work must be called once for each of {jobs} jobs, not {events.count('begins')}x"
    )
    for number, event in enumerate(events):
        left = jobs - events[:number].count("begins")
        if event == "ends" and left:
            assert events[number + 1] == "begins", (
                "when one of the jobs has ended, in whatever way, the next one must begin"
            )


@pytest.fixture
def run(lab):
    """Run the coroutine in an event loop of the program; return the call in flight."""
    return lambda *args, **kwargs: lab.start(lab.remote("asyncio").run, run_jobs(*args, **kwargs))


def working(function):
    """Make a coroutine function of a gate or a probe."""

    async def work(job):
        return function(job)

    return work


@pytest.mark.points(3)
@pytest.mark.hint("How many of your tasks get as far as work? All of them, one, or `limit`?")
@pytest.mark.parametrize("limit", [1, 3])
def test_exactly_so_many_at_a_time(lab, run, service, tell, limit):
    results = run(JOBS, limit, service([1, 2, 3, 3, 3, 3, 3, 3], [])).result()

    check_places(tell, limit, 8)
    assert results == [job * job for job in JOBS], "each result in the place of its job"
    assert tell.pids == {lab.pid}, "all happens in one process"


@pytest.mark.points(2)
@pytest.mark.hint("A slow job is overtaken by others. How does its result find its place?")
def test_a_slow_job_keeps_its_place(run, service, tell):
    results = run([0, 1, 2], 2, service([9, 1, 1], [])).result()

    events = [record.args for record in tell.calls]
    assert events[-1] == ("ends", events[0][1]), (
        "the first job is slow, and the two others overtake it"
    )
    assert results == [0, 1, 4], "each result must stand where its job stood"


@pytest.mark.points(3)
@pytest.mark.hint("A job that fails has ended: does its permit come back, and do the others go on?")
def test_failed_jobs_give_their_places_back(run, service, tell):
    results = run(JOBS, 2, service([1, 2, 2, 2, 2, 2, 2, 2], JOBS[:4])).result()

    check_places(tell, 2, 8)
    expected = [None] * 4 + [16, 25, 36, 49]
    assert results == expected, "a job that failed has the result None, and no other job"


@pytest.mark.points(2)
@pytest.mark.hint("Whoever waits for a permit waits for those who took one. Do all give it back?")
def test_all_fail(lab, run):
    probe = lab.probe(raises=ValueError("illegible"))

    assert run([1, 2, 3], 2, working(probe)).result() == [None] * 3, "no job has a result"
    assert probe.count == 3, f"work must be called once for each of 3 jobs, not {probe.count}x"


@pytest.mark.points(4)
@pytest.mark.requires("test_all_fail")
@pytest.mark.hint(
    "What takes too long is cancelled, and its place is free. From which moment do you count?"
)
@pytest.mark.parametrize("limit", [1, 2])
def test_what_takes_too_long_gives_its_place_to_the_next(lab, run, limit):
    gate = lab.gate()
    call = run(["a", "b", "c", "d"], limit, working(gate), seconds=0.2)

    assert call.result() == [None] * 4, "a job that takes too long has the result None"
    lab.settle()  # whatever has begun has come as far as the gate
    assert gate.entered == 4, (
        f"each of 4 jobs must have begun, whatever became of the others; {gate.entered} have"
    )
    gate.open()


@pytest.mark.points(1)
@pytest.mark.hint("Nothing to do, few jobs and much room, and results that count as false.")
@pytest.mark.parametrize("jobs", [[], [0, "", None, False]])
def test_small_things(lab, run, jobs):
    assert run(jobs, 9, working(lambda job: job)).result() == jobs, "results as they are, in order"


@pytest.mark.hint("Jobs may be equal, and they may be lists. What do your results hang on?")
@pytest.mark.parametrize("jobs", [[1, True, 1.0], [[1], [2], {}]])
def test_any_job(run, jobs):
    assert run(jobs, 2, working(repr)).result() == [repr(job) for job in jobs], (
        "each result must stand where its job stood, whatever the jobs are"
    )
