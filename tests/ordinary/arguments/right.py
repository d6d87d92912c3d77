"""Every kind of argument."""

__all__ = ["connect", "divide", "tag", "total"]
VERSION = (1, 2)


def connect(host, *, port, secure=False):
    return f"{host}:{port} secure={secure}"


def divide(a: float, b: float, /) -> float:
    return a / b


def total(*numbers):
    """Add up all numbers."""
    return sum(numbers)


def _helper(name):
    return name.rstrip("_")


def tag(name, /, *content, **attributes):
    attrs = "".join(f' {_helper(k)}="{v}"' for k, v in attributes.items())
    return f"<{name}{attrs}>{''.join(content)}</{name}>"


def identity(x):
    return x


def first_of(*items):
    return items[0]
