def hanoi(n, source, target, spare):
    if n == 0:
        return []
    return [
        *hanoi(n - 1, source, spare, target),
        (source, target),
        *hanoi(n - 1, spare, target, source),
    ]


def permutations(text):
    if not text:
        return [""]
    return [c + p for i, c in enumerate(text) for p in permutations(text[:i] + text[i + 1 :])]


def power_set(items):
    if not items:
        return [[]]
    rest = power_set(items[1:])
    return rest + [[items[0], *r] for r in rest]


def flatten(items):
    result = []
    for item in items:
        result += flatten(item) if isinstance(item, list) else [item]
    return result


def runaway(n):
    return runaway(n + 1) + 1


def sum_digits(n):
    return n if n < 10 else n % 10 + sum_digits(n // 10)


def walk(tree, prefix=""):
    paths = []
    for name, inner in tree.items():
        paths.append(prefix + name)
        paths += walk(inner, f"{prefix}{name}/")
    return paths


def bounce(n, visit):
    return visit(n, bounce)
