import itertools
import types
from itertools import islice

import pytest

from generators import averager, chunks, countdown, fibonacci, flatten, managed, tee_lines


def test_countdown():
    assert list(countdown(3)) == [3, 2, 1]


def test_is_lazy():
    g = countdown(10**12)
    assert next(g) == 10**12
    assert next(g) == 10**12 - 1


def test_is_a_generator():
    g = countdown(2)
    assert iter(g) is g
    assert isinstance(g, types.GeneratorType)


def test_exhausted():
    g = countdown(1)
    assert next(g) == 1
    with pytest.raises(StopIteration):
        next(g)
    assert next(g, "done") == "done"


def test_infinite():
    assert list(islice(fibonacci(), 10)) == [0, 1, 1, 2, 3, 5, 8, 13, 21, 34]
    assert next(x for x in fibonacci() if x > 1000) == 1597
    assert list(itertools.takewhile(lambda x: x < 10, fibonacci())) == [0, 1, 1, 2, 3, 5, 8]
    assert [a for a, _ in zip(fibonacci(), range(3))] == [0, 1, 1]


def test_independent_generators():
    a, b = fibonacci(), fibonacci()
    next(a), next(a), next(a)
    assert next(b) == 0
    assert next(a) == 2


def test_chunks():
    assert list(chunks(range(7), 3)) == [[0, 1, 2], [3, 4, 5], [6]]
    assert list(chunks([], 3)) == []


def test_chunks_of_a_test_generator():
    consumed = []

    def source():
        for i in range(100):
            consumed.append(i)
            yield i

    first = next(chunks(source(), 2))
    assert first == [0, 1]
    assert len(consumed) <= 3, "chunks must be lazy"


def test_chunks_rejects_zero():
    with pytest.raises(ValueError):
        list(chunks([1], 0))


def test_flatten():
    assert list(flatten([1, [2, [3, (4,)], []], "ab"])) == [1, 2, 3, 4, "ab"]


def test_send():
    avg = averager()
    assert next(avg) is None
    assert avg.send(10) == 10
    assert avg.send(20) == 15
    assert avg.send(30) == pytest.approx(20)


def test_throw_resets():
    avg = averager()
    next(avg)
    avg.send(10)
    assert avg.throw(ValueError("reset")) is None
    assert avg.send(4) == 4


def test_close_runs_finally():
    log = []
    g = managed(log)
    assert next(g) == "open"
    assert log == ["enter"]
    g.close()
    assert log == ["enter", "exit"]


def test_return_value():
    g = tee_lines("a\nb")
    assert next(g) == "a"
    assert next(g) == "b"
    with pytest.raises(StopIteration) as stop:
        next(g)
    assert stop.value.value == 2


def test_for_loop_and_builtins():
    total = 0
    for n in countdown(4):
        total += n
    assert total == sum(countdown(4)) == 10
    assert max(countdown(4)) == 4
    assert sorted(countdown(3)) == [1, 2, 3]
    assert list(map(str, countdown(2))) == ["2", "1"]
    assert list(enumerate(countdown(2))) == [(0, 2), (1, 1)]
    assert 3 in countdown(5)
    assert dict(zip("ab", countdown(2))) == {"a": 2, "b": 1}
    first, *rest = countdown(3)
    assert (first, rest) == (3, [2, 1])
