"""Points, boxes and curves of a drawing, and what of them meets what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SAMPLES = 24
"""Points of a curve that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on the canvas; x is 0 in its middle, y grows downwards."""

    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, centre: Point, width: float, height: float) -> Rect:
        """Build the rectangle of a size around a point."""
        return cls(
            left=centre.x - width / 2,
            top=centre.y - height / 2,
            right=centre.x + width / 2,
            bottom=centre.y + height / 2,
        )

    def holds(self, point: Point) -> bool:
        """Tell whether a point is inside."""
        return self.left < point.x < self.right and self.top < point.y < self.bottom

    def common(self, other: Rect) -> float:
        """Return the area that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A quadratic Bézier curve."""

    start: Point
    bend: Point
    end: Point

    def at(self, share: float) -> Point:
        """Return the point at a share, from 0 to 1, of the way along."""
        rest = 1 - share
        a, b, c = rest * rest, 2 * rest * share, share * share
        return Point(
            x=a * self.start.x + b * self.bend.x + c * self.end.x,
            y=a * self.start.y + b * self.bend.y + c * self.end.y,
        )

    def points(self) -> list[Point]:
        """Return points all along."""
        return [self.at(index / SAMPLES) for index in range(SAMPLES + 1)]

    def hits(self, boxes: Sequence[Rect]) -> int:
        """Count the points that lie inside of boxes."""
        return sum(box.holds(point) for point in self.points() for box in boxes)

    def path(self) -> str:
        """Write it as SVG path data."""
        return (
            f"M{self.start.x:.1f} {self.start.y:.1f}"
            f"Q{self.bend.x:.1f} {self.bend.y:.1f} {self.end.x:.1f} {self.end.y:.1f}"
        )
