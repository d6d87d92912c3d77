"""The limit is kept in every order of the program's steps."""

import pytest
from semaphore_worker import run_jobs


@pytest.mark.points(3)
@pytest.mark.schedules(60)
@pytest.mark.hint(
    "The report shows an order of steps in which it goes wrong."
    " Between seeing that there is a place and taking it, nobody else may take it."
)
def test_the_limit_is_kept_in_every_order(lab):
    work = lab.probe(lambda job: job + 1)

    results = run_jobs([1, 2, 3, 4], 2, work)

    assert work.max_inside <= 2, f"the limit is 2, but {work.max_inside} jobs were running"
    assert results == [2, 3, 4, 5], "the results must be in the order of the jobs"
