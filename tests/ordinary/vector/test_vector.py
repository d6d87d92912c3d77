import math

import pytest

from vector import Vector


@pytest.fixture
def v():
    return Vector(3, 4)


@pytest.fixture(scope="module")
def origin():
    return Vector(0, 0)


def test_equality_between_instances(v):
    assert v == Vector(3, 4)
    assert v != Vector(4, 3)
    assert not (v == Vector(3, 5))
    assert v != (3, 4)
    assert (v == "vector") is False


def test_components(v):
    assert v.x == 3
    assert v.y == 4
    x, y = v
    assert (x, y) == (3, 4)
    assert list(v) == [3, 4]
    assert v[0] == 3 and v[1] == 4 and v[-1] == 4
    with pytest.raises(IndexError):
        v[2]


def test_sum_and_difference(v, origin):
    assert v + Vector(1, 1) == Vector(4, 5)
    assert v - v == origin
    assert -v == Vector(-3, -4)
    assert +v == v


def test_scaling_from_both_sides(v):
    assert v * 2 == Vector(6, 8)
    assert 2 * v == Vector(6, 8)
    assert v / 2 == Vector(1.5, 2)


def test_dot_product_by_matmul(v):
    assert v @ Vector(2, 1) == 10


def test_cannot_add_a_number(v):
    with pytest.raises(TypeError):
        v + 1
    with pytest.raises(TypeError):
        1 + v


def test_in_place_gives_the_sum(v):
    before = v
    v += Vector(1, 0)
    assert v == Vector(4, 4)
    assert before == Vector(3, 4)


def test_sum_builtin():
    vectors = [Vector(1, 2), Vector(3, 4), Vector(5, 6)]
    assert sum(vectors, Vector(0, 0)) == Vector(9, 12)


def test_abs_bool_round(v, origin):
    assert abs(v) == 5.0
    assert isinstance(abs(v), float)
    assert abs(Vector(1, 1)) == pytest.approx(math.sqrt(2))
    assert bool(v)
    assert not origin
    assert round(Vector(1.26, 2.74), 1) == Vector(1.3, 2.7)


def test_hash(v):
    assert hash(v) == hash(Vector(3, 4))
    assert len({v, Vector(3, 4), Vector(0, 1)}) == 2
    assert {Vector(3, 4): "here"}[v] == "here"
    assert v in [Vector(1, 1), Vector(3, 4)]
    assert v not in {Vector(1, 1)}


def test_text(v):
    assert str(v) == "(3, 4)"
    assert repr(v) == "Vector(3, 4)"
    assert f"{v}" == "(3, 4)"
    assert f"{v:.1f}" == "(3.0, 4.0)"
    assert "%s and %r" % (v, v) == "(3, 4) and Vector(3, 4)"


def test_complex(v):
    assert complex(v) == 3 + 4j
