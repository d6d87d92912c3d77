import inspect


def my_map(f, items):
    for item in items:
        yield f(item)


def my_filter(f, items):
    for item in items:
        if f(item) if f is not None else item:
            yield item


_NOTHING = object()


def my_reduce(f, items, start=_NOTHING):
    items = iter(items)
    if start is _NOTHING:
        try:
            start = next(items)
        except StopIteration:
            raise TypeError("nothing to reduce") from None
    for item in items:
        start = f(start, item)
    return start


def accumulate(items, f):
    items = iter(items)
    total = next(items)
    yield total
    for item in items:
        total = f(total, item)
        yield total


def compose(*functions):
    def composed(x):
        for f in reversed(functions):
            x = f(x)
        return x

    return composed


def pipeline(*functions):
    return compose(*reversed(functions))


def curry(f, *given):
    wanted = len(inspect.signature(f).parameters)

    def curried(*more):
        args = given + more
        return f(*args) if len(args) >= wanted else curry(f, *args)

    return curried


def uncurry(f):
    def uncurried(*args):
        result = f
        for a in args:
            result = result(a)
        return result

    return uncurried


def make_counter(start=0):
    count = start

    def counter():
        nonlocal count
        count += 1
        return count

    return counter


def group_by(f, items):
    groups = {}
    for item in items:
        groups.setdefault(f(item), []).append(item)
    return groups


def sort_by(items, *keys):
    return sorted(items, key=lambda item: tuple(k(item) for k in keys))


def apply_n(f, n, x):
    for _ in range(n):
        x = f(x)
    return x


def by_length(text):
    return len(text)
