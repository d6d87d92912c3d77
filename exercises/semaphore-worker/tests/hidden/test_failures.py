"""A job that fails gives its place back, once."""

import itertools

import pytest
from semaphore_worker import run_jobs


class Service:
    """Refuse the first calls, whichever they are, and answer all later ones."""

    def __init__(self, refusals):
        self.refusals = refusals
        self.calls = itertools.count()

    def __call__(self, job):
        if next(self.calls) < self.refusals:
            raise RuntimeError("the service is busy")
        return f"text of {job}"


@pytest.mark.points(2)
@pytest.mark.hint("A job that ends with an error has ended: does its permit come back as well?")
def test_failed_jobs_do_not_use_up_the_places(lab):
    work = lab.probe(Service(refusals=4))

    results = run_jobs(list(range(9)), 2, work)

    assert work.count == 9, f"work must be called once for each of 9 jobs, not {work.count} times"
    assert results.count(None) == 4, "4 calls have failed, so there are 4 results None"
    done = [job for job in range(9) if results[job] is not None]
    assert [results[job] for job in done] == [f"text of {job}" for job in done], (
        "each result must stand where its job stood"
    )


@pytest.mark.points(2)
@pytest.mark.hint("How often does a job that fails give its permit back: never, once, or twice?")
def test_the_limit_is_kept_after_failures(lab):
    work = lab.gate(Service(refusals=3))
    call = lab.start(run_jobs, list(range(12)), 3, work)
    lab.settle()
    assert work.inside == 3, f"the limit is 3, but {work.inside} jobs were running"

    work.release(3)  # these three fail
    lab.settle()
    assert work.inside == 3, (
        f"the limit is 3; after 3 jobs have failed {work.inside} jobs were running"
    )
    work.open()
    assert call.result().count(None) == 3, "3 calls have failed, so there are 3 results None"


@pytest.mark.hint("Nothing may be left waiting for a result that will not come.")
def test_all_jobs_fail(lab):
    work = lab.probe(raises=ValueError("illegible"))

    assert run_jobs(["p. 1", "p. 2", "p. 3"], 2, work) == [None] * 3, "no job has a result"
