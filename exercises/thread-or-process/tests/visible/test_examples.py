"""The example of the statement: a student has it."""

import pytest
from thread_or_process import compare, in_processes, in_threads


@pytest.mark.parametrize("run", [in_threads, in_processes], ids=["in_threads", "in_processes"])
def test_three_items(run):
    assert run(["a", "b", "c"], 2, str.upper) == ["A", "B", "C"], "the results, in order"


def test_a_comparison():
    times = iter([10.0, 14.0, 20.0, 21.5])

    assert compare(["a"], 2, str.upper, lambda: next(times)) == {
        "threads": 4.0,
        "processes": 1.5,
        "choice": "processes",
    }, "threads took from 10 to 14, processes from 20 to 21.5"
