# expect: no case beyond those honestly solved may pass
# honest = []
"""Raises exceptions whose text, repr, arguments and class answer with more trouble."""

class Bad(TypeError):
    def __str__(self):
        while True:
            pass

    def __repr__(self):
        raise Bad

    def __getattribute__(self, name):
        raise Bad

    @property
    def args(self):
        raise Bad


def raising():
    raise Bad("not a number")


def add_all(numbers):
    return raising()


def run_jobs(jobs, work):
    return raising()


class Tally:
    def add(self, name, n=1):
        raising()

    def count(self, name):
        return raising()

    @property
    def total(self):
        return raising()
