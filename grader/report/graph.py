"""Draw a wait-for graph: who waits for what, held by whom, and the cycle among them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from math import hypot

from markupsafe import Markup

from grader.report.geometry import Curve, Point, Rect
from grader.report.labels import LINE_HEIGHT, Label, place_labels
from grader.report.layout import PER_ROW, PER_ROW_OF_LONG_NAMES, WIDTH, place
from grader.report.svg import fit, picture, tag, text_width

MAX_NODES = 40
MAX_EDGES = 120
NODE_HEIGHT = 34.0
MAX_NODE_WIDTH = 250.0
NODE_GAP = 8.0
"""Between two in a row."""
BADGE_ROOM = 38.0
NAME_SIZE = 13.5
"""Names are set at 13, but in bold or monospaced type, which is wider."""
DETAIL_SIZE = 10.5
BOWS = (0.0, 84.0, -84.0, 130.0, -130.0, 180.0, -180.0)
"""How far an edge may bend aside, the best first."""
FACING_BOWS = (58.0, 84.0, 110.0)
"""The same where another runs the opposite way, which bends to the other side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A task, or a resource where `badge` is empty."""

    id: str
    name: str
    detail: str = ""
    """A few words to stand below the name."""
    badge: str = ""
    class_: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """An edge between two node ids."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A node with its place and width."""

    node: Node
    at: Point
    width: float
    hot: bool
    """Whether it stands in the cycle."""

    @property
    def rect(self) -> Rect:
        """Return the room that it takes."""
        return Rect.around(self.at, self.width, NODE_HEIGHT)


def wait_for_graph(
    tasks: Sequence[Node], arrows: Sequence[Arrow], cycle: Sequence[str], *, key: str, title: str
) -> Markup:
    """Draw the graph; ids that are no task's become resources.

    `key` keeps the ids inside the drawing apart from those of other drawings on the page. Nodes and
    edges beyond a readable number are left out; an empty graph is no drawing at all.
    """
    nodes = _nodes(tasks, arrows)
    edges = _edges(arrows, nodes)
    if not edges:
        return Markup()
    ring = list(dict.fromkeys(cycle))
    boxes = _boxes(nodes, edges, ring)
    curves = _curves(edges, boxes)
    canvas = _canvas(boxes.values())
    taken = [box.rect for box in boxes.values()]
    wanted = [(edge.label, curve) for edge, curve in zip(edges, curves, strict=True)]
    labels = place_labels(wanted, taken, canvas)
    steps = set(zip(ring, ring[1:] + ring[:1], strict=True)) if ring else set()
    heads = (f"{key}-{'hot' if (e.source, e.target) in steps else 'cool'}" for e in edges)
    drawn = map(_edge, edges, curves, labels, heads, repeat(nodes))
    inner = [_arrowheads(key), *drawn, *map(_node, boxes.values())]
    shift = f"translate({-canvas.left:.0f} {-canvas.top:.0f})"
    whole = tag("g", *inner, transform=shift)
    return picture(
        canvas.right - canvas.left, canvas.bottom - canvas.top, title, whole, class_="graph"
    )


def _boxes(
    nodes: Mapping[str, Node], edges: Sequence[Arrow], ring: Sequence[str]
) -> dict[str, Box]:
    links = {(edge.source, edge.target) for edge in edges}
    long = any(_wanted(node) > WIDTH / PER_ROW - NODE_GAP for node in nodes.values())
    per_row = PER_ROW_OF_LONG_NAMES if long else PER_ROW
    spots = place(list(nodes), links, ring, per_row=per_row)
    return {
        key: Box(
            node=node,
            at=spots[key],
            width=min(_wanted(node), _room(spots[key], spots.values())),
            hot=key in ring,
        )
        for key, node in nodes.items()
    }


def _wanted(node: Node) -> float:
    text = max(text_width(node.name, NAME_SIZE), text_width(node.detail, DETAIL_SIZE))
    return max(64.0, text + (BADGE_ROOM + 8 if node.badge else 26))


def _room(spot: Point, spots: Iterable[Point]) -> float:
    """Return how wide a node may be beside its neighbours, and within the canvas."""
    apart = (abs(spot.x - other.x) for other in spots if other.y == spot.y and other != spot)
    nearest = min(apart, default=MAX_NODE_WIDTH + NODE_GAP)
    return min(MAX_NODE_WIDTH, nearest - NODE_GAP, 2 * (WIDTH / 2 - abs(spot.x)))


def _nodes(tasks: Sequence[Node], arrows: Sequence[Arrow]) -> dict[str, Node]:
    linked = {end for arrow in arrows for end in (arrow.source, arrow.target)}
    nodes = {task.id: task for task in tasks if task.id in linked}
    for arrow in arrows:
        for end in (arrow.source, arrow.target):
            nodes.setdefault(end, Node(id=end, name=end, class_="resource"))
    return dict(list(nodes.items())[:MAX_NODES])


def _edges(arrows: Sequence[Arrow], nodes: Mapping[str, Node]) -> list[Arrow]:
    unique = {(arrow.source, arrow.target): arrow for arrow in reversed(arrows)}
    fits = [a for a in unique.values() if a.source in nodes and a.target in nodes]
    return fits[::-1][:MAX_EDGES]


def _canvas(boxes: Iterable[Box]) -> Rect:
    middles, margin = [box.at.y for box in boxes], NODE_HEIGHT / 2 + 22
    return Rect(
        left=-WIDTH / 2,
        top=min(middles) - margin,
        right=WIDTH / 2,
        bottom=max(middles) + margin,
    )


def _arrowheads(key: str) -> Markup:
    heads = [
        tag(
            "marker",
            tag("path", d="M0 0L9 4.5L0 9z", class_=f"head {kind}"),
            id=f"{key}-{kind}",
            viewBox="0 0 9 9",
            refX=8,
            refY=4.5,
            markerWidth=9,
            markerHeight=9,
            markerUnits="userSpaceOnUse",
            orient="auto",
        )
        for kind in ("hot", "cool")
    ]
    return tag("defs", *heads)


def _node(box: Box) -> Markup:
    node, at, left = box.node, box.at, box.at.x - box.width / 2
    room = box.width - (BADGE_ROOM if node.badge else 20)
    middle = left + 30 + room / 2 if node.badge else at.x
    name = fit(node.name, room + 2, NAME_SIZE)
    baseline = at.y + (-0.5 if node.detail else 4.5)
    return tag(
        "g",
        tag("title", node.name),
        tag(
            "rect",
            class_="box",
            x=left,
            y=at.y - NODE_HEIGHT / 2,
            width=box.width,
            height=NODE_HEIGHT,
            rx=17 if node.badge else 5,
        ),
        _badge(node.badge, left + 17, at.y),
        tag("text", name, class_="name", x=middle, y=baseline, text_anchor="middle"),
        _detail(fit(node.detail, room + 2, DETAIL_SIZE), middle, at.y + 12),
        class_=f"node {node.class_} {'hot' if box.hot else ''}".strip(),
    )


def _detail(text: str, x: float, y: float) -> Markup:
    return tag("text", text, class_="detail", x=x, y=y, text_anchor="middle") if text else Markup()


def _badge(letter: str, x: float, y: float) -> Markup:
    if not letter:
        return Markup()
    text = tag("text", letter, class_="letter", x=x, y=y + 4, text_anchor="middle")
    return tag("circle", class_="badge", cx=x, cy=y, r=10) + text


def _edge(
    edge: Arrow, curve: Curve, label: Label | None, head: str, nodes: Mapping[str, Node]
) -> Markup:
    """Draw one edge; `head` is the arrowhead's id."""
    said = f"{nodes[edge.source].name} → {nodes[edge.target].name}: {edge.label}"
    line = tag("path", class_="line", d=curve.path(), marker_end=f"url(#{head})")
    kind = head.rpartition("-")[2]
    return tag("g", tag("title", said), line, _label(label), class_=f"edge {kind}")


def _label(label: Label | None) -> Markup:
    return Markup().join(
        tag(
            "text",
            line,
            class_="label",
            x=label.middle,
            y=label.box.top + 10.5 + LINE_HEIGHT * index,
            text_anchor="middle",
        )
        for index, line in enumerate(label.lines if label else ())
        if label
    )


def _curves(edges: Sequence[Arrow], boxes: Mapping[str, Box]) -> list[Curve]:
    links = {(edge.source, edge.target) for edge in edges}
    return [
        _loop(boxes[edge.source])
        if edge.source == edge.target
        else _clear(edge, boxes, facing=(edge.target, edge.source) in links)
        for edge in edges
    ]


def _clear(edge: Arrow, boxes: Mapping[str, Box], *, facing: bool) -> Curve:
    """Bend an edge until it runs through no other node, or through the fewest."""
    others = [box.rect for key, box in boxes.items() if key not in (edge.source, edge.target)]
    source, target = boxes[edge.source], boxes[edge.target]
    curves = (_curve(source, target, bow) for bow in (FACING_BOWS if facing else BOWS))
    return min(curves, key=lambda curve: curve.hits(others) + _outside(curve))


def _outside(curve: Curve) -> int:
    return sum(abs(point.x) > WIDTH / 2 - 4 for point in curve.points())


def _loop(box: Box) -> Curve:
    """Bend from the right side of a node back to its foot."""
    right = box.at.x + box.width / 2
    return Curve(
        start=Point(x=right, y=box.at.y),
        bend=Point(x=right + 30, y=box.at.y + 56),
        end=Point(x=box.at.x + 10, y=box.at.y + NODE_HEIGHT / 2 + 2),
    )


def _curve(source: Box, target: Box, bow: float) -> Curve:
    start, end = source.at, target.at
    dx, dy = end.x - start.x, end.y - start.y
    length = hypot(dx, dy) or 1.0
    bend = Point(
        x=(start.x + end.x) / 2 - dy / length * bow,
        y=(start.y + end.y) / 2 + dx / length * bow,
    )
    return Curve(
        start=_border(start, bend, source.width, 1.0),
        bend=bend,
        end=_border(end, bend, target.width, 3.0),
    )


def _border(centre: Point, towards: Point, width: float, gap: float) -> Point:
    """Return where the line from a node's centre leaves its box, and a little beyond."""
    dx, dy = towards.x - centre.x, towards.y - centre.y
    reach_x = (width / 2 + gap) / abs(dx) if dx else float("inf")
    reach_y = (NODE_HEIGHT / 2 + gap) / abs(dy) if dy else float("inf")
    reach = min(reach_x, reach_y, 1.0)
    return Point(x=centre.x + dx * reach, y=centre.y + dy * reach)
