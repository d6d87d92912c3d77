# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with integers of a million digits, and rationals and decimals made of them."""

import decimal
import fractions
import sys

sys.set_int_max_str_digits(0)
BIG = 1 << 4_000_000


def add_all(numbers):
    return [BIG, -BIG, fractions.Fraction(BIG, BIG + 1), decimal.Decimal("1e999999999"), float("nan")]


def run_jobs(jobs, work):
    return [BIG, -BIG, fractions.Fraction(BIG, BIG + 1), decimal.Decimal("1e999999999"), float("nan")]


class Tally:
    def add(self, name, n=1):
        [BIG, -BIG, fractions.Fraction(BIG, BIG + 1), decimal.Decimal("1e999999999"), float("nan")]

    def count(self, name):
        return [BIG, -BIG, fractions.Fraction(BIG, BIG + 1), decimal.Decimal("1e999999999"), float("nan")]

    @property
    def total(self):
        return [BIG, -BIG, fractions.Fraction(BIG, BIG + 1), decimal.Decimal("1e999999999"), float("nan")]
