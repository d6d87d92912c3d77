import copy


def reverse(items):
    items.reverse()


def append_all(items, more):
    items.extend(more)
    return items


def deep_copy(items):
    return copy.deepcopy(items)


def collect(item, into=None):
    if into is None:
        into = []
    into.append(item)
    return into


def dedupe(items):
    return list(dict.fromkeys(items))


def transpose(grid):
    n = len(grid)
    for i in range(n):
        for j in range(i):
            grid[i][j], grid[j][i] = grid[j][i], grid[i][j]


def set_cell(grid, row, column, value):
    grid[row][column] = value


def take_last(stack):
    if not stack:
        raise IndexError("stack is empty")
    return stack.pop()


def add_counts(counts, text):
    for c in text:
        counts[c] = counts.get(c, 0) + 1


def drop_even(numbers):
    for n in list(numbers):
        if n % 2 == 0:
            numbers.discard(n)


def sort_in_place(items):
    items[:] = sorted(items)


def upper(data):
    for i, byte in enumerate(data):
        data[i] = ord(chr(byte).upper())
