"""Find room for the labels of edges: beside their edge, upon no node and no other label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from grader.report.geometry import Curve, Point, Rect
from grader.report.svg import fit, text_width

SIZE = 12.0
LINE_HEIGHT = 13.0
MAX_WIDTH = 116.0
NARROW = 76.0
"""Where the full width finds no room."""
GAP = 8.0
"""Between an edge and its label."""
SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
"""Where along its edge a label may stand, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A text in at most two lines, with its place."""

    lines: tuple[str, ...]
    box: Rect

    @property
    def middle(self) -> float:
        """Return the x of its centre."""
        return (self.box.left + self.box.right) / 2


def place_labels(
    wanted: Sequence[tuple[str, Curve]], nodes: Sequence[Rect], canvas: Rect
) -> list[Label | None]:
    """Place each edge's text, in order; None where it is empty, or no room is left for it."""
    placed: list[Label | None] = []
    curves = [curve.points() for _, curve in wanted]
    for number, (text, curve) in enumerate(wanted):
        taken = [*nodes, *(label.box for label in placed if label)]
        rest = curves[:number] + curves[number + 1 :]
        others = [point for points in rest for point in points]
        placed.append(
            _best(wrapped(text), curve, taken, others, canvas)
            or _best(wrapped(text, NARROW), curve, taken, others, canvas)
        )
    return placed


def _best(
    lines: tuple[str, ...],
    curve: Curve,
    taken: Sequence[Rect],
    others: Sequence[Point],
    canvas: Rect,
) -> Label | None:
    """Take the first free spot that the fewest other edges cross."""
    if not lines:
        return None
    free = [
        box
        for box in _spots(lines, curve)
        if _within(box, canvas) and not any(box.common(other) for other in taken)
    ]
    if not free:
        return None
    own = curve.points()
    box = min(free, key=lambda box: sum(box.holds(p) for p in others) + sum(map(box.holds, own)))
    return Label(lines=lines, box=box)


def _spots(lines: tuple[str, ...], curve: Curve) -> Iterator[Rect]:
    width = max(text_width(line, SIZE) for line in lines) + 4
    height = LINE_HEIGHT * len(lines)
    for share in SHARES:
        at = curve.at(share)
        before, after = curve.at(share - 0.05), curve.at(share + 0.05)
        dx, dy = after.x - before.x, after.y - before.y
        for side in _sides(curve, at):
            yield Rect.around(_beside(at, dx, dy, side, width, height), width, height)


def _sides(curve: Curve, at: Point) -> tuple[float, float]:
    """Try the inside first along the columns of a cycle, the outside everywhere else."""
    upright = abs(curve.end.x - curve.start.x) < 0.2 * abs(curve.end.y - curve.start.y)
    outward = 1.0 if at.x >= 0 else -1.0
    first = -outward if upright and abs(at.x) > 90 else outward
    return first, -first


def _beside(at: Point, dx: float, dy: float, side: float, width: float, height: float) -> Point:
    """Push a box aside, at right angles to its edge, until it just touches it no more."""
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    x, y = -dy / length, dx / length
    if x * side < 0 or (abs(x) < 0.05 and y < 0):
        x, y = -x, -y
    reach = GAP + abs(x) * width / 2 + abs(y) * height / 2
    if abs(x) < 0.05 and side < 0:
        reach = -reach
    return Point(x=at.x + x * reach, y=at.y + y * reach)


def _within(box: Rect, canvas: Rect) -> bool:
    return (
        box.left >= canvas.left
        and box.right <= canvas.right
        and box.top >= canvas.top
        and box.bottom <= canvas.bottom
    )


def wrapped(text: str, width: float = MAX_WIDTH) -> tuple[str, ...]:
    """Break a label into at most two lines of about the same length."""
    words = text.split()
    if text_width(" ".join(words), SIZE) <= width:
        return (" ".join(words),) if words else ()
    splits = ((" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words)))
    best = min(splits, key=lambda pair: max(map(len, pair)), default=(" ".join(words), ""))
    return tuple(fit(line, width, SIZE) for line in best if line)
