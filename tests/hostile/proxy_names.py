# expect: no case beyond those honestly solved may pass
# honest = []
"""Gives its classes and functions names that a proxy may trip over."""

class Meta(type):
    def __call__(cls, *args, **kwargs):
        return 66

    def __getattr__(cls, name):
        return cls

    def mro(cls):
        return [cls, object]


class Tally(metaclass=Meta):
    __slots__ = ()
    __name__ = "int"
    __eq__ = __bool__ = lambda *a: True
    __len__ = lambda self: -1


add_all = Tally
run_jobs = type("run_jobs", (), {"__call__": lambda *a: [], "__iter__": None, "__eq__": Tally})()


def __getattr__(name):
    return lambda *a, **k: True


__all__ = ["__builtins__", "__import__", "assert", "pytest", "add_all", "run_jobs", "Tally"]
__path__ = ["/"]
__spec__ = None
