# expect: no case beyond those honestly solved may pass
# honest = []
"""Raises exceptions with a message of 200 MB, 100,000 notes and an endless chain of causes."""

def attack():
    error = RuntimeError("job 3 failed" + "x" * 200_000_000)
    error.__notes__ = ["note"] * 100_000
    chain = error
    for _ in range(50_000):
        chain.__cause__ = ValueError("y")
        chain = chain.__cause__
    error.args += (error,)
    raise error


def add_all(numbers):
    return attack()


def run_jobs(jobs, work):
    return attack()


class Tally:
    def add(self, name, n=1):
        attack()

    def count(self, name):
        return attack()

    @property
    def total(self):
        return attack()
