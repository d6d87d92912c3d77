import time


class Stopwatch:
    def __init__(self, clock=time.perf_counter):
        self._clock = clock
        self.reset()

    def reset(self):
        self._start = self._last = self._clock()
        self._laps = []

    @property
    def elapsed(self):
        return self._clock() - self._start

    @property
    def laps(self):
        return list(self._laps)

    def lap(self):
        now = self._clock()
        self._laps.append(now - self._last)
        self._last = now


class RateLimiter:
    def __init__(self, n, per, clock):
        self.n, self.per, self.clock = n, per, clock
        self.times = []

    def allow(self):
        now = self.clock()
        self.times = [t for t in self.times if now - t < self.per]
        if len(self.times) >= self.n:
            return False
        self.times.append(now)
        return True


def retry_with_backoff(work, tries, sleep=time.sleep):
    for k in range(tries):
        try:
            return work()
        except OSError:
            if k == tries - 1:
                raise
            sleep(2**k)
