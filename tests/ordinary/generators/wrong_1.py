def countdown(n):
    return list(range(n, 0, -1)) if n < 10**6 else iter(range(n, 0, -1))


def fibonacci():
    a, b = 0, 1
    for _ in range(30):
        yield a
        a, b = b, a + b


def chunks(items, size):
    items = list(items)
    return [items[i : i + size] for i in range(0, len(items), size)]


def flatten(items):
    for item in items:
        try:
            yield from item
        except TypeError:
            yield item


def averager():
    value = yield
    while True:
        value = yield value


def managed(log):
    log.append("enter")
    yield "open"
    log.append("exit")


def tee_lines(text):
    yield from text.split("\n")
