# expect: no case beyond those honestly solved may pass
# honest = []
"""Allocates and touches memory without end in its own process."""

def attack():
    hoard = []
    while True:
        hoard.append(bytearray(b"x") * (1 << 24))


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
