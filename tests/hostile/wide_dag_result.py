# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with a small graph of shared lists that unfolds to 2**60 leaves."""

def dag():
    thing = ["x"]
    for _ in range(60):
        thing = [thing, thing]
    return thing


def add_all(numbers):
    return dag()


def run_jobs(jobs, work):
    return dag()


class Tally:
    def add(self, name, n=1):
        dag()

    def count(self, name):
        return dag()

    @property
    def total(self):
        return dag()
