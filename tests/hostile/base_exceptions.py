# expect: no case beyond those honestly solved may pass
# honest = []
"""Raises BaseExceptions that end generators, loops and runners."""

def add_all(numbers):
    raise GeneratorExit


def run_jobs(jobs, work):
    raise StopIteration("done")


class Tally:
    def __init__(self):
        pass

    def add(self, name, n=1):
        raise BaseExceptionGroup("many", [KeyboardInterrupt(), SystemExit(0)])

    def count(self, name):
        raise StopAsyncIteration

    @property
    def total(self):
        raise MemoryError
