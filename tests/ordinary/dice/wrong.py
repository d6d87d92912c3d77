import random


class NotationError(ValueError):
    pass


def roll(sides=6, rng=random):
    return random.randint(0, sides - 1)


def roll_many(n, seed=None):
    return [roll() for _ in range(n)]


def is_double(rng=random):
    return roll() == roll()


def roll_text(text):
    count, sides = text.split("d")
    return sum(roll(int(sides)) for _ in range(int(count)))
