import secrets

import pytest
from small_jobs import run_jobs


def test_results_in_order():
    answers = {n: secrets.token_hex(8) for n in range(4)}
    assert run_jobs([2, 0, 3, 1], answers.__getitem__) == [answers[n] for n in (2, 0, 3, 1)]


def test_each_job_once():
    seen = []

    def work(job):
        seen.append(job)
        return secrets.token_hex(4)

    results = run_jobs(["a", "b", "c"], work)
    assert sorted(seen) == ["a", "b", "c"]
    assert len(set(results)) == 3


def test_failing_job():
    answers = {1: secrets.token_hex(8), 2: secrets.token_hex(8)}
    assert run_jobs([1, 2], answers.__getitem__) == [answers[1], answers[2]]
    with pytest.raises(RuntimeError, match="^job 3 failed$"):
        run_jobs([1, 3, 2], answers.__getitem__)
