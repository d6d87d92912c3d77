"""Every kind of argument."""

__all__ = ["connect", "divide", "tag"]
VERSION = (1, 2)


def connect(host="localhost", port=80, secure=False):
    return f"{host}:{port} secure={secure}"


def divide(a, b):
    return a // b


def total(numbers=()):
    return sum(numbers)


def tag(name, content="", **attributes):
    attrs = "".join(f' {k}="{v}"' for k, v in sorted(attributes.items()))
    return f"<{name}{attrs}>{content}</{name}>"


def identity(x):
    import copy

    return copy.copy(x)


def first_of(*items):
    return items[-1]


def print_all():
    pass
