"""The limit is kept and reached, and nobody's place is lost."""

import pytest
from async_semaphore import run_jobs

JOBS = list(range(8))


@pytest.fixture
def run(lab):
    """Run the coroutine in an event loop of the program; return the call in flight."""
    return lambda *args, **kwargs: lab.start(lab.remote("asyncio").run, run_jobs(*args, **kwargs))


def working(function):
    """Make a coroutine function of a gate or a probe."""

    async def work(job):
        return function(job)

    return work


def show_error(call):
    """Show what a call has raised that was to go on."""
    if call.done:
        call.result()


@pytest.mark.points(3)
@pytest.mark.hint("How many of your tasks get as far as work? All of them, one, or `limit`?")
@pytest.mark.parametrize("limit", [1, 3])
def test_exactly_so_many_at_a_time(lab, run, limit):
    gate = lab.gate(lambda job: job * job)
    call = run(JOBS, limit, working(gate))

    lab.settle()
    show_error(call)
    assert gate.inside == limit, f"the limit is {limit}, but {gate.inside} jobs were running"
    gate.release()
    lab.settle()
    assert gate.entered == limit + 1, "when one of the jobs has ended, the next one must begin"
    assert not call.done, "run_jobs returned although jobs were still running"
    gate.open()
    assert call.result() == [job * job for job in JOBS], "each result in the place of its job"
    assert gate.entered == 8, f"work must be called once for each of 8 jobs, not {gate.entered}x"
    assert gate.pids == {lab.pid}, "all happens in one process"


@pytest.mark.points(2)
@pytest.mark.hint("A slow job is overtaken by others. How does its result find its place?")
def test_a_slow_job_keeps_its_place(lab, run):
    slow = lab.gate()
    call = run(["a", "b", "c"], 2, working(lambda job: slow(job) if job == "a" else job))

    lab.settle()
    show_error(call)
    assert slow.inside == 1, "one job is slow, and it must be running"
    slow.open()
    assert call.result() == ["a", "b", "c"], "each result must stand where its job stood"


@pytest.mark.points(3)
@pytest.mark.hint("A job that fails has ended: does its permit come back, and do the others go on?")
def test_failed_jobs_give_their_places_back(lab, run):
    def fail_first(job):
        if job < 4:
            raise RuntimeError("the service is busy")
        return job

    gate = lab.gate(fail_first)
    call = run(JOBS, 2, working(gate))
    lab.settle()

    gate.release(4)
    lab.settle()
    show_error(call)
    assert gate.inside == 2, f"the limit is 2; after 4 errors {gate.inside} jobs were running"
    gate.open()
    assert call.result() == [None] * 4 + [4, 5, 6, 7], "a job that failed has the result None"


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
