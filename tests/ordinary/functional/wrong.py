def my_map(f, items):
    return [f(i) for i in items]


def my_filter(f, items):
    return [i for i in items if f(i)]


def my_reduce(f, items, start=0):
    for item in items:
        start = f(start, item)
    return start


def accumulate(items, f):
    total = 0
    for item in items:
        total = f(total, item)
        yield total


def compose(*functions):
    def composed(x):
        for f in functions:
            x = f(x)
        return x

    return composed


pipeline = compose


def curry(f):
    return lambda a: lambda b: lambda c: f(a, b, c)


def uncurry(f):
    return lambda a, b: f(a)(b)


_count = 0


def make_counter(start=0):
    def counter():
        global _count
        _count += 1
        return _count

    return counter


def group_by(f, items):
    return {f(i): [i] for i in items}


def sort_by(items, *keys):
    return sorted(items, key=keys[0])


def apply_n(f, n, x):
    return f(x)


def by_length(text):
    return -len(text)
