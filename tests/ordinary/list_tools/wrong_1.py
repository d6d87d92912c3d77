def reverse(items):
    return items[::-1]


def append_all(items, more):
    return items + more


def deep_copy(items):
    return items[:]


def collect(item, into=[]):
    into.append(item)
    return into


def dedupe(items):
    return sorted(set(items))


def transpose(grid):
    grid[:] = [list(row) for row in zip(*grid)]


def set_cell(grid, row, column, value):
    grid = [list(r) for r in grid]
    grid[row][column] = value


def take_last(stack):
    return stack.pop()


def add_counts(counts, text):
    counts = dict(counts)
    for c in text:
        counts[c] = counts.get(c, 0) + 1


def drop_even(numbers):
    return {n for n in numbers if n % 2}


def sort_in_place(items):
    items = sorted(items)


def upper(data):
    data = data.upper()
