"""University style: one test class per requirement, setup_method."""

import pytest
from fractions import Fraction as Reference

from fraction_class import Rational


class TestConstruction:
    def setup_method(self):
        self.half = Rational(2, 4)

    def test_is_reduced(self):
        assert self.half.numerator == 1
        assert self.half.denominator == 2

    def test_sign_is_in_the_numerator(self):
        r = Rational(1, -3)
        assert (r.numerator, r.denominator) == (-1, 3)

    def test_zero_denominator(self):
        with pytest.raises(ZeroDivisionError) as info:
            Rational(1, 0)
        assert "denominator" in str(info.value)
        assert info.type is ZeroDivisionError
        assert info.value.args == ("denominator is zero",)

    def test_whole_number(self):
        assert str(Rational(8, 4)) == "2"
        assert str(self.half) == "1/2"


class TestOrdering:
    def setup_method(self, method):
        self.numbers = [Rational(1, 2), Rational(1, 3), Rational(3, 4), Rational(-1, 5)]

    def test_comparisons(self):
        a, b, c, d = self.numbers
        assert b < a < c
        assert c > a
        assert a <= Rational(2, 4)
        assert a >= Rational(1, 2)
        assert not a < a
        assert d < 0 < b

    def test_sorting(self):
        assert [str(r) for r in sorted(self.numbers)] == ["-1/5", "1/3", "1/2", "3/4"]
        assert str(max(self.numbers)) == "3/4"
        assert str(min(self.numbers)) == "-1/5"
        self.numbers.sort(reverse=True)
        assert self.numbers[0] == Rational(3, 4)

    def test_not_comparable_with_text(self):
        with pytest.raises(TypeError):
            self.numbers[0] < "1/2"


class TestArithmetic:
    def test_against_reference(self):
        for n in range(-3, 4):
            for d in (1, 2, 5):
                ours = Rational(n, d) + Rational(1, 3)
                theirs = Reference(n, d) + Reference(1, 3)
                assert (ours.numerator, ours.denominator) == (theirs.numerator, theirs.denominator)

    def test_with_integers(self):
        assert Rational(1, 2) + 1 == Rational(3, 2)
        assert 1 + Rational(1, 2) == Rational(3, 2)
        assert 1 - Rational(1, 4) == Rational(3, 4)
        assert 2 / Rational(1, 2) == 4
        assert Rational(1, 2) ** 3 == Rational(1, 8)
        assert 7 // Rational(1, 2) == 14

    def test_conversions(self):
        assert float(Rational(1, 4)) == 0.25
        assert int(Rational(7, 2)) == 3
        assert round(Rational(7, 2) / 2, 1) == pytest.approx(1.8, abs=0.05)
        assert divmod(Rational(7, 2), 1) == (3, Rational(1, 2))

    def test_sum_of_mixed(self):
        assert sum([Rational(1, 2), Rational(1, 3), Rational(1, 6)]) == 1
