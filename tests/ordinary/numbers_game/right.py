import cmath
import datetime
import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def factorial(n):
    if n < 0:
        raise ValueError("negative")
    result = 1
    for k in range(2, n + 1):
        result *= k
    return result


def power_tower(base, n):
    return base ** (base**n)


def mean(values):
    if not values:
        return math.nan
    return math.fsum(v / len(values) for v in values)


def normalise(values):
    total = sum(values)
    return [v / total for v in values]


def summary(values):
    m = mean(values)
    return {"mean": m, "sd": math.sqrt(mean([(v - m) ** 2 for v in values]))}


def safe_divide(a, b):
    if b == 0:
        return math.nan if a == 0 else math.copysign(math.inf, a)
    return a / b


def add_tax(price, rate=Decimal("0.19")):
    return (price * (1 + rate)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def harmonic(n):
    return sum((Fraction(1, k) for k in range(1, n + 1)), Fraction(0))


def roots(a, b, c):
    d = b * b - 4 * a * c
    root = math.sqrt(d) if d >= 0 else cmath.sqrt(d)
    return (-b + root) / (2 * a), (-b - root) / (2 * a)


def rotate(z, degrees):
    return z * cmath.exp(1j * math.radians(degrees))


def next_weekday(day, weekday):
    day += datetime.timedelta(days=1)
    while day.weekday() != weekday:
        day += datetime.timedelta(days=1)
    return day


def age(born, on):
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def shift(when, delta):
    return when + delta


def is_even(n):
    return n % 2 == 0


def double(x):
    return x * 2
