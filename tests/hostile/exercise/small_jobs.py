def add_all(numbers):
    """Return the sum of the numbers."""


def run_jobs(jobs, work):
    """Return work(job) for each job, in order, each called in a worker process."""


class Tally:
    """Count names."""
