from random import Random

from polynomial import Polynomial as P

rng = Random(2024)


def reference(coefficients, x):
    return sum(c * x**k for k, c in enumerate(coefficients))


def random_coefficients():
    return [rng.randint(-9, 9) for _ in range(rng.randint(1, 6))] + [1]


def test_fixed():
    p = P(1, 0, 2)
    assert p(3) == 19
    assert p.degree == 2
    assert p[2] == 2 and p[1] == 0 and p[10] == 0
    assert str(p) == "2x^2 + 1"
    assert str(P(-1, 1)) == "x - 1"
    assert str(P()) == "0"


def test_calls_against_reference():
    for _ in range(15):
        c = random_coefficients()
        x = rng.randint(-5, 5)
        assert P(*c)(x) == reference(c, x), f"coefficients {c} at {x}"


def test_ring():
    for _ in range(6):
        a, b = random_coefficients(), random_coefficients()
        x = rng.randint(-4, 4)
        p, q = P(*a), P(*b)
        assert (p + q)(x) == p(x) + q(x)
        assert (p - q)(x) == p(x) - q(x)
        assert (p * q)(x) == p(x) * q(x)
        assert (2 * p + 1)(x) == 2 * p(x) + 1
        assert (1 - p)(x) == 1 - p(x)
    assert p - p == P()
    assert p - p == 0


def test_trailing_zeros():
    assert P(1, 2, 0, 0) == P(1, 2)
    assert hash(P(1, 2, 0)) == hash(P(1, 2))


def test_derivative_and_power():
    assert P(5, 3, 2).derivative() == P(3, 4)
    assert P(1, 1) ** 3 == P(1, 3, 3, 1)
    assert P(1, 1) ** 0 == P(1)


def test_divmod():
    quotient, rest = divmod(P(-1, 0, 1), P(1, 1))
    assert quotient == P(-1, 1)
    assert rest == P()


def test_composition():
    assert P(0, 0, 1)(P(1, 1)) == P(1, 2, 1)


def test_map_of_instances():
    assert list(map(P(0, 2), [1, 2, 3])) == [2, 4, 6]
    assert sum([P(1), P(0, 1)], start=P()) == P(1, 1)
    assert sorted([P(3), P(1)], key=lambda p: p(0))[0] == P(1)
