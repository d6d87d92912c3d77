# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with the arguments and callbacks it was given, wrapped to look like answers."""

def add_all(numbers):
    numbers[:] = [numbers]
    return numbers


def run_jobs(jobs, work):
    jobs.clear()
    jobs.extend([work, jobs])
    return jobs


class Tally:
    def add(self, name, n=1):
        return self

    def count(self, name):
        return self.count

    total = property(lambda self: self)

    def __eq__(self, other):
        return self
