import math
from abc import ABC, abstractmethod


class Shape(ABC):
    created = 0
    precision = 2

    def __init__(self):
        Shape.created += 1

    @abstractmethod
    def area(self):
        ...

    @abstractmethod
    def perimeter(self):
        ...

    def describe(self):
        return f"{type(self).__name__} of area {self.area():.{self.precision}f}"


class Circle(Shape):
    def __init__(self, radius):
        super().__init__()
        self.radius = radius

    @classmethod
    def from_diameter(cls, d):
        return cls(d / 2)

    def area(self):
        return math.pi * self.radius**2

    def perimeter(self):
        return 2 * math.pi * self.radius


class Rectangle(Shape):
    def __init__(self, width, height):
        super().__init__()
        self.width, self.height = width, height

    @staticmethod
    def is_valid(width, height):
        return width > 0 and height > 0

    def area(self):
        return self.width * self.height

    def perimeter(self):
        return 2 * (self.width + self.height)


class Square(Rectangle):
    def __init__(self, side):
        super().__init__(side, side)

    @property
    def width(self):
        return self._side

    @width.setter
    def width(self, side):
        self._side = side

    height = width


def largest(*shapes):
    return max(shapes, key=lambda s: s.area())


def total_area(shapes):
    return sum(s.area() for s in shapes)
