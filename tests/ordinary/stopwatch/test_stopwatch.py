import time

import pytest

from stopwatch import RateLimiter, Stopwatch, retry_with_backoff


class FakeClock:
    def __init__(self):
        self.now = 100.0
        self.slept = []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return FakeClock()


def test_elapsed(clock):
    w = Stopwatch(clock)
    clock.now += 2.5
    assert w.elapsed == 2.5
    clock.now += 1
    assert w.elapsed == 3.5
    w.reset()
    assert w.elapsed == 0


def test_laps(clock):
    w = Stopwatch(clock)
    for step in (1, 2, 3):
        clock.now += step
        w.lap()
    assert w.laps == [1, 2, 3]
    assert w.laps is not w.laps


def test_rate_limiter(clock):
    limiter = RateLimiter(2, per=10, clock=clock)
    assert [limiter.allow() for _ in range(3)] == [True, True, False]
    clock.now += 10
    assert limiter.allow()


def test_backoff(clock):
    outcomes = [OSError, OSError, "ok"]

    def work():
        outcome = outcomes.pop(0)
        if outcome == "ok":
            return outcome
        raise outcome("again")

    assert retry_with_backoff(work, tries=3, sleep=clock.sleep) == "ok"
    assert clock.slept == [1, 2]


def test_backoff_fails(clock):
    def work():
        raise OSError("never")

    with pytest.raises(OSError, match="never"):
        retry_with_backoff(work, tries=4, sleep=clock.sleep)
    assert clock.slept == [1, 2, 4]


def test_real_clock():
    before = time.perf_counter()
    w = Stopwatch()
    time.sleep(0.02)
    elapsed = w.elapsed
    after = time.perf_counter()
    assert 0.015 < elapsed <= after - before


def test_is_fast_enough():
    start = time.process_time()
    w = Stopwatch()
    for _ in range(100):
        w.lap()
    assert time.process_time() - start < 5
    assert len(w.laps) == 100
