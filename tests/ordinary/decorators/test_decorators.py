import functools
import inspect

import pytest

from decorators import Countdown, call_counter, memoize, repeat, retry, trace, typed


def test_memoize_calls_once():
    calls = []

    @memoize
    def square(n):
        calls.append(n)
        return n * n

    assert square(3) == 9
    assert square(3) == 9
    assert square(4) == 16
    assert calls == [3, 4]


def test_memoize_with_keywords():
    count = 0

    @memoize
    def add(a, b=1):
        nonlocal count
        count += 1
        return a + b

    assert add(1) == 2
    assert add(1, b=5) == 6
    assert add(1, b=5) == 6
    assert count == 2


def test_recursive_memo():
    @memoize
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    assert fib(60) == 1548008755920


def test_wraps():
    @trace
    def documented(a, b):
        """I have a docstring."""
        return a

    assert documented.__name__ == "documented"
    assert documented.__doc__ == "I have a docstring."
    assert documented.__wrapped__(1, 2) == 1
    assert list(inspect.signature(documented).parameters) == ["a", "b"]


def test_trace_output(capsys):
    @trace
    def add(a, b):
        return a + b

    add(1, b=2)
    assert capsys.readouterr().out == "add(1, b=2) -> 3\n"


def test_repeat_with_argument():
    seen = []

    @repeat(3)
    def act(x):
        seen.append(x)
        return len(seen)

    assert act("a") == [1, 2, 3]
    assert seen == ["a"] * 3


def test_retry_until_success():
    attempts = []

    @retry(times=3, on=ConnectionError)
    def flaky():
        attempts.append(1)
        if len(attempts) < 3:
            raise ConnectionError("no line")
        return "ok"

    assert flaky() == "ok"
    assert len(attempts) == 3


def test_retry_gives_up_with_the_original_error():
    class Mine(Exception):
        pass

    error = Mine("always")

    @retry(times=2, on=Mine)
    def broken():
        raise error

    with pytest.raises(Mine) as info:
        broken()
    assert info.value is error


def test_retry_lets_others_through():
    calls = []

    @retry(times=5, on=KeyError)
    def broken():
        calls.append(1)
        raise ValueError("other")

    with pytest.raises(ValueError, match="^other$"):
        broken()
    assert len(calls) == 1


def test_counter_as_attribute():
    @call_counter
    def f():
        pass

    assert f.calls == 0
    f()
    f()
    assert f.calls == 2
    f.calls = 0
    f()
    assert f.calls == 1


def test_method_can_be_decorated():
    class Thing:
        def __init__(self):
            self.n = 2

        @memoize
        def times(self, k):
            return self.n * k

    assert Thing().times(4) == 8


def test_typed():
    @typed(int, str)
    def f(n, s):
        return s * n

    assert f(2, "ab") == "abab"
    with pytest.raises(TypeError, match="argument 2 must be str, not int"):
        f(2, 3)


def test_class_decorator_object():
    launch = Countdown(2)(lambda: "go")
    assert launch() is None
    assert launch() is None
    assert launch() == "go"


def test_compatible_with_partial():
    f = functools.partial(memoize(lambda a, b: a - b), 10)
    assert f(3) == 7
