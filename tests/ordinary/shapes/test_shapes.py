import inspect
import math
from abc import ABC

import pytest

import shapes


class TestHierarchy:
    def test_abstract(self):
        with pytest.raises(TypeError, match="abstract"):
            shapes.Shape()

    def test_is_abc(self):
        assert issubclass(shapes.Shape, ABC)
        assert inspect.isabstract(shapes.Shape)
        assert not inspect.isabstract(shapes.Circle)

    @pytest.mark.parametrize("cls", [shapes.Circle, shapes.Rectangle, shapes.Square])
    def test_subclasses(self, cls):
        assert issubclass(cls, shapes.Shape)
        assert cls.__mro__[-1] is object
        assert "area" in dir(cls)

    def test_square_is_a_rectangle(self):
        s = shapes.Square(2)
        assert isinstance(s, shapes.Rectangle)
        assert isinstance(s, shapes.Shape)
        assert not isinstance(s, shapes.Circle)
        assert type(s) is shapes.Square
        assert type(s).__name__ == "Square"
        assert s.__class__ is shapes.Square
        assert shapes.Square.__bases__ == (shapes.Rectangle,)

    def test_test_may_subclass(self):
        class Triangle(shapes.Shape):
            def area(self):
                return 6

            def perimeter(self):
                return 12

        t = Triangle()
        assert t.describe() == "Triangle of area 6.00"
        assert isinstance(t, shapes.Shape)

    def test_incomplete_subclass(self):
        class Blob(shapes.Shape):
            def area(self):
                return 1

        with pytest.raises(TypeError):
            Blob()


@pytest.mark.parametrize(
    "shape, area, perimeter",
    [
        (shapes.Circle(1), math.pi, 2 * math.pi),
        (shapes.Rectangle(2, 3), 6, 10),
        (shapes.Square(1.5), 2.25, 6.0),
    ],
    ids=lambda value: type(value).__name__,
)
def test_values(shape, area, perimeter):
    assert shape.area() == pytest.approx(area)
    assert shape.perimeter() == pytest.approx(perimeter)


def test_square_keeps_its_sides_equal():
    s = shapes.Square(2)
    s.width = 5
    assert s.height == 5
    assert s.area() == 25


def test_instance_counter():
    before = shapes.Shape.created
    shapes.Circle(1), shapes.Square(1)
    assert shapes.Shape.created == before + 2


def test_class_attribute_can_be_set():
    assert shapes.Circle.precision == 2
    shapes.Circle.precision = 4
    try:
        assert shapes.Circle(1).describe() == "Circle of area 3.1416"
    finally:
        shapes.Circle.precision = 2
    assert shapes.Circle(1).describe() == "Circle of area 3.14"


def test_largest():
    many = [shapes.Square(1), shapes.Circle(3), shapes.Rectangle(1, 2)]
    assert max(many, key=lambda s: s.area()) is many[1]
    assert sorted(many, key=shapes.Shape.describe)[0] is many[1]
    assert shapes.largest(*many) is many[1]
    assert shapes.total_area(many) == pytest.approx(sum(s.area() for s in many))


def test_static_and_class_methods():
    assert shapes.Circle.from_diameter(4).radius == 2
    assert isinstance(shapes.Circle.from_diameter(4), shapes.Circle)
    assert shapes.Rectangle.is_valid(1, 2) is True
    assert shapes.Rectangle(1, 1).is_valid(0, 2) is False
