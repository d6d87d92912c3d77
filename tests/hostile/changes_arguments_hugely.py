# expect: no case beyond those honestly solved may pass
# honest = []
"""Sends back arguments changed beyond all bounds in place of answers."""

def add_all(numbers):
    numbers.extend(range(10_000_000))
    numbers.append(numbers)
    return 66


def run_jobs(jobs, work):
    deep = jobs
    for _ in range(100_000):
        deep.append([])
        deep = deep[-1]
    return jobs


class Tally:
    pass
