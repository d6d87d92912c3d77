"""The examples of the statement: a student has these."""

from semaphore_worker import run_jobs


def recognise(page):
    if page == "p. 3":
        raise ValueError("illegible")
    return page.upper()


def test_results_are_in_the_order_of_the_jobs():
    results = run_jobs(["p. 1", "p. 2", "p. 4"], 2, recognise)

    assert results == ["P. 1", "P. 2", "P. 4"], "each result must stand where its job stood"


def test_a_failed_job_gives_none():
    results = run_jobs(["p. 1", "p. 2", "p. 3", "p. 4"], 2, recognise)

    assert results == ["P. 1", "P. 2", None, "P. 4"], "only the third page is illegible"
