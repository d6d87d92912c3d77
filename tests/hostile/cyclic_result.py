# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with lists and dictionaries that hold themselves."""

def cyclic():
    thing = {}
    items = [thing, thing]
    items.append(items)
    thing["self"] = thing
    thing["items"] = items
    return items


def add_all(numbers):
    return cyclic()


def run_jobs(jobs, work):
    return cyclic()


class Tally:
    def add(self, name, n=1):
        cyclic()

    def count(self, name):
        return cyclic()

    @property
    def total(self):
        return cyclic()
