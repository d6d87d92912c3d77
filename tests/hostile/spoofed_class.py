# expect: no case beyond those honestly solved may pass
# honest = []
"""Claims by __class__, by a metaclass and by its type's name to be an int."""

class Meta(type):
    __eq__ = lambda cls, other: True
    __hash__ = lambda cls: hash(int)
    __instancecheck__ = lambda cls, thing: True
    __subclasscheck__ = lambda cls, other: True


class Fake(metaclass=Meta):
    __class__ = property(lambda self: int)
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 6


Fake.__name__ = Fake.__qualname__ = "int"
Fake.__module__ = "builtins"


def add_all(numbers):
    return Fake()


def run_jobs(jobs, work):
    return Fake()


class Tally:
    def add(self, name, n=1):
        Fake()

    def count(self, name):
        return Fake()

    @property
    def total(self):
        return Fake()
