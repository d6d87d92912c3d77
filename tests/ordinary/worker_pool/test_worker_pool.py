import multiprocessing
import os
import time

import pytest

from worker_pool import WorkerError, count_words, parallel_map, run_in_process, slow_square


def test_same_as_map():
    assert parallel_map(slow_square, range(6)) == [0, 1, 4, 9, 16, 25]


def test_empty():
    assert parallel_map(slow_square, []) == []


def test_order_is_kept_with_many_workers():
    numbers = list(range(30, 0, -1))
    assert parallel_map(slow_square, numbers, workers=3) == [n * n for n in numbers]


def test_runs_in_other_processes():
    pid = run_in_process(os.getpid)
    assert isinstance(pid, int)
    assert pid != os.getpid()


def test_word_count():
    texts = ["a b a", "b c", ""]
    assert count_words(texts, workers=2) == {"a": 2, "b": 2, "c": 1}


def test_error_in_worker():
    with pytest.raises(WorkerError, match="ZeroDivisionError: .*zero"):
        run_in_process(divmod, 1, 0)


def test_no_children_left():
    parallel_map(slow_square, range(4), workers=2)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_workers(workers):
    assert parallel_map(len, ["a", "bb", "ccc"], workers=workers) == [1, 2, 3]


def test_bad_workers():
    with pytest.raises(ValueError):
        parallel_map(len, [""], workers=0)


def test_takes_reasonable_time():
    start = time.perf_counter()
    parallel_map(slow_square, range(4), workers=4)
    assert time.perf_counter() - start < 20
