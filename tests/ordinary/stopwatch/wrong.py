import time


class Stopwatch:
    def __init__(self, clock=time.time):
        self.start = clock()
        self.clock = clock
        self.laps = []

    def reset(self):
        pass

    @property
    def elapsed(self):
        return round(self.clock() - self.start)

    def lap(self):
        self.laps.append(self.elapsed)


class RateLimiter:
    def __init__(self, n, per, clock):
        self.n = n

    def allow(self):
        self.n -= 1
        return self.n >= 0


def retry_with_backoff(work, tries, sleep=time.sleep):
    for _ in range(tries):
        try:
            return work()
        except OSError:
            sleep(1)
