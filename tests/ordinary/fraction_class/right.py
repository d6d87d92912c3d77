import functools
import math


@functools.total_ordering
class Rational:
    def __init__(self, numerator, denominator=1):
        if denominator == 0:
            raise ZeroDivisionError("denominator is zero")
        if denominator < 0:
            numerator, denominator = -numerator, -denominator
        g = math.gcd(numerator, denominator)
        self.numerator = numerator // g
        self.denominator = denominator // g

    @staticmethod
    def _of(other):
        if isinstance(other, Rational):
            return other
        if isinstance(other, int):
            return Rational(other)
        return None

    def __eq__(self, other):
        other = self._of(other)
        if other is None:
            return NotImplemented
        return self.numerator == other.numerator and self.denominator == other.denominator

    def __hash__(self):
        return hash((self.numerator, self.denominator))

    def __lt__(self, other):
        other = self._of(other)
        if other is None:
            return NotImplemented
        return self.numerator * other.denominator < other.numerator * self.denominator

    def __add__(self, other):
        other = self._of(other)
        return Rational(
            self.numerator * other.denominator + other.numerator * self.denominator,
            self.denominator * other.denominator,
        )

    __radd__ = __add__

    def __neg__(self):
        return Rational(-self.numerator, self.denominator)

    def __sub__(self, other):
        return self + -self._of(other)

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        other = self._of(other)
        return Rational(self.numerator * other.denominator, self.denominator * other.numerator)

    def __rtruediv__(self, other):
        return self._of(other) / self

    def __floordiv__(self, other):
        q = self / other
        return q.numerator // q.denominator

    def __rfloordiv__(self, other):
        return self._of(other) // self

    def __divmod__(self, other):
        q = self // other
        return q, self - q * other

    def __pow__(self, k):
        return Rational(self.numerator**k, self.denominator**k)

    def __float__(self):
        return self.numerator / self.denominator

    def __int__(self):
        return int(float(self))

    def __round__(self, digits=None):
        return round(float(self), digits)

    def __str__(self):
        return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"

    def __repr__(self):
        return f"Rational({self.numerator}, {self.denominator})"
