from concurrent.futures import Future, TimeoutError

import pytest

from futures_tools import Downloader, fetch_all, first_result, submit_and_time


def test_fetch_all_keeps_order():
    assert fetch_all(["a", "b", "c"], lambda url: url * 2) == {"a": "aa", "b": "bb", "c": "cc"}


def test_errors_are_collected():
    def fetch(url):
        if url == "bad":
            raise OSError(404, "not found")
        return "ok"

    result = fetch_all(["good", "bad"], fetch)
    assert result["good"] == "ok"
    assert isinstance(result["bad"], OSError)
    assert result["bad"].args == (404, "not found")


def test_calls_each_once():
    calls = []
    fetch_all([str(i) for i in range(8)], calls.append)
    assert sorted(calls) == [str(i) for i in range(8)]


def test_future():
    with Downloader(workers=2) as d:
        future = d.start(lambda: 6 * 7)
        assert isinstance(future, Future)
        assert future.result(timeout=10) == 42
        assert future.done()
        assert future.exception() is None


def test_done_callback():
    done = []
    with Downloader(workers=1) as d:
        d.start(lambda: "x").add_done_callback(lambda f: done.append(f.result()))
    assert done == ["x"]


def test_failing_future():
    with Downloader(workers=1) as d:
        future = d.start(lambda: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            future.result(timeout=10)


def test_closed():
    d = Downloader(workers=1)
    d.close()
    with pytest.raises(RuntimeError):
        d.start(print)


def test_first_result():
    assert first_result([lambda: None, lambda: "yes"]) == "yes"
    with pytest.raises(LookupError):
        first_result([lambda: None])


def test_time():
    value, seconds = submit_and_time(sum, [1, 2])
    assert value == 3
    assert 0 <= seconds < 10
