# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with a list nested 200,000 deep."""

def deep():
    thing = []
    for _ in range(200_000):
        thing = [thing]
    return thing


def add_all(numbers):
    return deep()


def run_jobs(jobs, work):
    return deep()


class Tally:
    def add(self, name, n=1):
        deep()

    def count(self, name):
        return deep()

    @property
    def total(self):
        return deep()
