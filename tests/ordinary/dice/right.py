import random
import re


class NotationError(ValueError):
    def __init__(self, text):
        super().__init__(f"cannot read {text!r}")
        self.text = text


def roll(sides=6, rng=random):
    return rng.randint(1, sides)


def roll_many(n, seed=None):
    rng = random.Random(seed)
    return [roll(rng=rng) for _ in range(n)]


def is_double(rng=random):
    return roll(rng=rng) == roll(rng=rng)


def roll_text(text):
    found = re.fullmatch(r"([1-9]\d*)?d([1-9]\d*)([+-]\d+)?", text)
    if not found:
        raise NotationError(text)
    count, sides, plus = found.groups()
    return sum(roll(int(sides)) for _ in range(int(count or 1))) + int(plus or 0)
