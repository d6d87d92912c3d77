def chorus(things):
    lines = []
    for thing in things:
        if not hasattr(thing, "speak"):
            raise TypeError(f"{thing!r} cannot speak")
        lines.append(f"{thing.name}: {thing.speak()}")
    return "\n".join(lines)


def turn_up(thing, volume):
    thing.volume = volume


def longest(shelf):
    best = shelf[0]
    for i in range(1, len(shelf)):
        if len(shelf[i]) > len(best):
            best = shelf[i]
    return best


def has(shelf, book):
    return book in shelf


def add_up(things):
    total = things[0]
    for thing in things[1:]:
        total = total + thing
    return total


def cheapest(things):
    return min(things)


def take(items, n):
    result = []
    if n:
        for item in items:
            result.append(item)
            if len(result) == n:
                break
    return result


def index_by_name(things):
    return {thing.name: thing for thing in things}


def inside(door, work):
    with door as value:
        return work(value)
