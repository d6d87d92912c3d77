import cmath
import datetime as dt
import math
import unittest
from decimal import Decimal
from fractions import Fraction

import pytest

import numbers_game as n


def test_big_integers():
    assert n.factorial(100) == math.factorial(100)
    assert n.factorial(500) % (10**9 + 7) == math.factorial(500) % (10**9 + 7)
    assert len(str(n.factorial(1000))) == 2568
    assert n.power_tower(2, 12) == 2**4096
    assert -n.factorial(30) < -(2**64)


def test_negative_factorial():
    with pytest.raises(ValueError):
        n.factorial(-1)


def test_float_approx():
    assert n.mean([0.1, 0.2, 0.3]) == pytest.approx(0.2)
    assert n.mean([1e300, 1e300]) == pytest.approx(1e300, rel=1e-12)
    assert n.normalise([1, 1, 2]) == pytest.approx([0.25, 0.25, 0.5])
    assert n.summary([1, 2, 3]) == pytest.approx({"mean": 2, "sd": 0.8164965})


def test_nan_and_infinity():
    assert math.isnan(n.mean([]))
    assert n.safe_divide(1, 0) == math.inf
    assert n.safe_divide(-1, 0) == -math.inf
    assert math.isnan(n.safe_divide(0, 0))
    assert math.copysign(1, n.safe_divide(-0.0, 1)) == -1


def test_decimal():
    price = n.add_tax(Decimal("19.99"))
    assert price == Decimal("23.79")
    assert isinstance(price, Decimal)
    assert str(price) == "23.79"
    assert n.add_tax(Decimal("100"), rate=Decimal("0.07")) == Decimal("107.00")


def test_fraction():
    h = n.harmonic(4)
    assert h == Fraction(25, 12)
    assert h.denominator == 12
    assert type(h) is Fraction
    assert n.harmonic(0) == 0


def test_complex():
    r1, r2 = n.roots(1, 2, 5)
    assert {r1, r2} == {-1 + 2j, -1 - 2j}
    assert r1.conjugate() == r2
    assert n.roots(1, -3, 2) == (2, 1)
    assert cmath.isclose(n.rotate(1, 90), 1j, abs_tol=1e-12)


def test_dates():
    d = n.next_weekday(dt.date(2024, 2, 28), 4)
    assert d == dt.date(2024, 3, 1)
    assert d.strftime("%A") == "Friday"
    assert isinstance(d, dt.date)
    assert n.age(dt.date(2000, 2, 29), on=dt.date(2023, 2, 28)) == 22
    when = dt.datetime(2024, 1, 1, 12, tzinfo=dt.timezone.utc)
    assert n.shift(when, dt.timedelta(hours=13)).date() == dt.date(2024, 1, 2)
    assert n.shift(when, dt.timedelta(0)).tzinfo is not None


def test_bool_is_not_int_here():
    assert n.is_even(2) is True
    assert n.is_even(3) is False


def test_int_stays_int_and_float_stays_float():
    assert type(n.double(2)) is int
    assert type(n.double(2.0)) is float
    assert repr(n.double(0.1)) == "0.2"


class Almost(unittest.TestCase):
    def test_almost(self):
        self.assertAlmostEqual(n.mean([0.1] * 3), 0.1, places=12)
        self.assertNotAlmostEqual(n.mean([1, 2]), 1.4)
        self.assertIsInstance(n.mean([1, 2]), float)
