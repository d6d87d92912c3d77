"""Place the nodes of a wait-for graph on a narrow, tall canvas that a phone shows unscaled.

A cycle becomes a racetrack: one node on top, two columns, and one at the bottom where the count is
even; its inside is left free for labels. All else goes in rows above (what waits for the cycle) or
below. Without a cycle, rows follow the edges from top to bottom.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from grader.report.geometry import Point

WIDTH = 392.0
ROW = 88.0
COLUMN = 126.0
"""From the middle to either column of the racetrack."""
PER_ROW = 3
PER_ROW_OF_LONG_NAMES = 2

Links = Collection[tuple[str, str]]


def place(
    nodes: Sequence[str], links: Links, cycle: Sequence[str], *, per_row: int = PER_ROW
) -> dict[str, Point]:
    """Return a place for every node, y growing downwards from 0."""
    ring = [node for node in dict.fromkeys(cycle) if node in nodes]
    if len(ring) < 2:
        return _rows(_ranks(nodes, links), 0.0, per_row)
    rest = [node for node in nodes if node not in ring]
    above = _upstream(rest, links, ring)
    placed = _rows(_ranks(above, links), 0.0, per_row)
    track = _racetrack(_entry_first(ring, links), _bottom(placed))
    below = [node for node in rest if node not in above]
    return placed | track | _rows(_ranks(below, links), _bottom(placed | track), per_row)


def _bottom(placed: Mapping[str, Point]) -> float:
    return max((point.y for point in placed.values()), default=-ROW) + ROW


def _upstream(nodes: Sequence[str], links: Links, targets: Sequence[str]) -> list[str]:
    """Return the nodes from which an edge leads, at last, to a target."""
    reached = set(targets)
    while found := {a for a, b in links if b in reached and a not in reached}:
        reached |= found
    return [node for node in nodes if node in reached]


def _entry_first(ring: list[str], links: Links) -> list[str]:
    """Turn the ring so that a node that the outside waits for is on top, nearest to it."""
    entries = [b for a, b in links if b in ring and a not in ring]
    start = ring.index(entries[0]) if entries else 0
    return ring[start:] + ring[:start]


def _racetrack(ring: Sequence[str], top: float) -> dict[str, Point]:
    side = (len(ring) - 1) // 2
    placed = {ring[0]: Point(x=0, y=top)}
    for index in range(side):
        y = top + ROW * (index + 1)
        placed[ring[1 + index]] = Point(x=COLUMN, y=y)
        placed[ring[len(ring) - 1 - index]] = Point(x=-COLUMN, y=y)
    if len(ring) % 2 == 0:
        # Two nodes face each other across a wider gap: their edges bow, and carry labels.
        gap = side + 1 if side else 1.5
        placed[ring[1 + side]] = Point(x=0, y=top + ROW * gap)
    return placed


def _ranks(nodes: Sequence[str], links: Links) -> list[list[str]]:
    """Sort nodes into rows, each below all that wait for it; what a loop leaves over comes last."""
    inner = {(a, b) for a, b in links if a in nodes and b in nodes and a != b}
    left, ranks = list(nodes), []
    while left:
        free = [node for node in left if not any(b == node and a in left for a, b in inner)]
        ranks.append(free or left)
        left = [node for node in left if node not in ranks[-1]]
    return ranks


def _rows(ranks: Sequence[Sequence[str]], top: float, per_row: int) -> dict[str, Point]:
    placed: dict[str, Point] = {}
    for rank in ranks:
        for start in range(0, len(rank), per_row):
            row = rank[start : start + per_row]
            pitch = WIDTH / len(row)
            for index, node in enumerate(row):
                placed[node] = Point(x=pitch * (index + 0.5) - WIDTH / 2, y=top)
            top += ROW
    return placed
