def hanoi(n, source, target, spare):
    return [(source, target)] * (2**n - 1)


def permutations(text):
    return [text, text[::-1]]


def power_set(items):
    return [[i] for i in items]


def flatten(items):
    return [i for i in items if not isinstance(i, list)]


def runaway(n):
    return n


def sum_digits(n):
    return sum(map(int, str(n)[:10]))


def walk(tree):
    return list(tree)


def bounce(n, visit):
    return n
