import copy


def reverse(items):
    items.reverse()
    return items


def append_all(items, more):
    items.extend(more)
    return list(items)


def deep_copy(items):
    return copy.copy(items)


def collect(item, into=[]):
    into.append(item)
    return into


def dedupe(items):
    return list(dict.fromkeys(items))


def transpose(grid):
    n = len(grid)
    for i in range(n):
        for j in range(n):
            grid[i][j], grid[j][i] = grid[j][i], grid[i][j]


def set_cell(grid, row, column, value):
    grid[row] = list(grid[row])
    grid[row][column] = value


def take_last(stack):
    return stack.pop(0)


def add_counts(counts, text):
    counts.update(dict.fromkeys(text, 1))


def drop_even(numbers):
    for n in list(numbers):
        if n % 2:
            numbers.discard(n)


def sort_in_place(items):
    items.sort(reverse=True)


def upper(data):
    return None
