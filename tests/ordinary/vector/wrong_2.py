from dataclasses import dataclass


@dataclass
class Vector:
    x: float
    y: float

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __abs__(self):
        return self.x + self.y

    def __str__(self):
        return f"<{self.x}, {self.y}>"
