"""The limit is kept, and it is reached."""

import pytest
from semaphore_worker import run_jobs

JOBS = list(range(8))


def square(job):
    return job * job


SQUARES = [square(job) for job in JOBS]


@pytest.mark.points(2)
@pytest.mark.hint(
    "Where is a permit taken: before the call of work begins, by the one who makes the call? And"
    " do all the calls share one semaphore, made with the right number?"
)
@pytest.mark.parametrize("limit", [1, 3])
def test_exactly_so_many_at_a_time(lab, limit):
    work = lab.gate(square)
    call = lab.start(run_jobs, JOBS, limit, work)

    lab.settle()
    assert work.inside == limit, f"the limit is {limit}, but {work.inside} jobs were running"
    work.open()
    assert call.result() == SQUARES, "each result must stand where its job stood"


@pytest.mark.points(3)
@pytest.mark.hint("A place that gets free is for the next job: nobody waits for a whole group.")
def test_the_next_job_begins_when_one_ends(lab):
    work = lab.gate(square)
    call = lab.start(run_jobs, JOBS, 3, work)
    lab.settle()

    for ended in range(1, 6):
        work.release()
        lab.settle()
        assert work.entered == 3 + ended, (
            f"the limit is 3 and {ended} of 8 jobs have ended, so {3 + ended} must have begun,"
            f" but {work.entered} have"
        )
        assert work.inside == 3, f"the limit is 3, but {work.inside} jobs were running"
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "run_jobs returned although jobs were still running"

    work.open()
    assert call.result() == SQUARES, "each result must stand where its job stood"


@pytest.mark.points(2)
@pytest.mark.limits(wall_seconds=20)  # a process for each job may take a second to begin
@pytest.mark.hint("One job takes very long. Who does all the others, and does anybody wait for it?")
def test_a_slow_job_takes_one_place(lab):
    slow = lab.gate(square)
    work = lab.probe(lambda job: slow(job) if job == 0 else square(job))
    call = lab.start(run_jobs, JOBS, 2, work)

    lab.settle()  # job 0 is the only one that has not ended
    done = work.count - work.inside
    assert done == 7, (
        "the limit is 2, and the first of 8 jobs takes long: all others must be done at the other"
        f" place, but {done} of 7 were"
    )
    slow.open()
    assert call.result() == SQUARES, "each result must stand where its job stood"


@pytest.mark.hint("A limit that is larger than the number of jobs limits nothing.")
def test_fewer_jobs_than_the_limit(lab):
    work = lab.gate(square)
    call = lab.start(run_jobs, [1, 2, 3], 10, work)

    lab.settle()
    assert work.inside == 3, f"all 3 jobs can run at once, but {work.inside} were running"
    work.open()
    assert call.result() == [1, 4, 9], "each result must stand where its job stood"
