"""Every job is done once and has its own result."""

import pytest
from semaphore_worker import run_jobs


@pytest.mark.hint("Days without pages happen.")
def test_no_jobs(lab):
    work = lab.probe()

    assert run_jobs([], 3, work) == [], "without jobs there are no results"
    assert work.count == 0, "work was called although there was no job"


@pytest.mark.hint(
    "A job that takes long is overtaken by others. How does its result find its place?"
)
def test_a_slow_job_keeps_its_place(lab):
    slow = lab.gate(lambda job: job.upper())
    call = lab.start(
        run_jobs, ["a", "b", "c", "d"], 2, lambda job: slow(job) if job == "a" else job.upper()
    )

    lab.settle()  # "a" is the only one that has not ended
    slow.open()
    assert call.result() == ["A", "B", "C", "D"], "each result must stand where its job stood"


@pytest.mark.hint("The same page can be in the list twice: then it is two jobs.")
def test_equal_jobs_are_done_each(lab):
    work = lab.probe(lambda job: job + "!")

    assert run_jobs(["a", "b", "a", "a"], 2, work) == ["a!", "b!", "a!", "a!"], (
        "each result must stand where its job stood"
    )
    assert work.count == 4, f"work must be called once for each of 4 jobs, not {work.count} times"


@pytest.mark.hint("A result can be anything, also a value that counts as false.")
def test_any_value_is_a_result():
    jobs = [0, "", False, [], {"page": 1}, None]

    assert run_jobs(jobs, 2, lambda job: job) == jobs, "results must be returned as they are"


@pytest.mark.limits(wall_seconds=60, cpu_seconds=60)  # a process for each may take a second
@pytest.mark.hint("Many pages take their time, but not a place more.")
def test_many_jobs(lab):
    work = lab.probe(lambda job: job + 1)

    assert run_jobs(list(range(16)), 4, work) == list(range(1, 17)), (
        "each result must stand where its job stood"
    )
    assert work.max_inside <= 4, f"the limit is 4, but {work.max_inside} jobs ran at once"
