"""Draw small charts as inline SVG.

A drawing carries classes and geometry only: its colours come from the page's style sheet, so that
it follows light, dark and print, and a strict content security policy holds.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import pi

from markupsafe import Markup, escape

from grader.words import _

CHARACTER = 0.53
"""The mean width of a character in ems, for sans-serif type."""


def tag(name: str, *children: str, **attributes: object) -> Markup:
    """Build one element; text children and attribute values are escaped.

    A trailing underscore is dropped from an attribute's name and others become dashes; None is
    left out, and floats are written short.
    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    inner = "".join(escape(child) for child in children)
    return Markup(f"<{name}{given}>{inner}</{name}>")


def _number(value: object) -> object:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value


def picture(
    width: float, height: float, title: str, *children: str, class_: str, stretch: bool = False
) -> Markup:
    """Wrap children in an `svg` that scales with its box and has a spoken name."""
    return tag(
        "svg",
        tag("title", title),
        *children,
        class_=class_,
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        role="img",
        aria_label=title,
        preserveAspectRatio="none" if stretch else None,
    )


def text_width(text: str, size: float) -> float:
    """Estimate how wide text is at a font size; East Asian wide characters count double."""
    return sum(size * (1.0 if _wide(char) else CHARACTER) for char in text)


def fit(text: str, width: float, size: float) -> str:
    """Cut text with an ellipsis so that it is no wider than `width`."""
    if text_width(text, size) <= width:
        return text
    room, kept = width - size * CHARACTER, ""
    for char in text:
        room -= text_width(char, size)
        if room < 0:
            break
        kept += char
    return f"{kept.rstrip()}…"


def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def ring(share: float | None, big: str, small: str) -> Markup:
    """Draw a share from 0 to 1 as a ring around two lines of text; None leaves it empty."""
    radius, centre = 50.0, 60.0
    around = 2 * pi * radius
    arc = tag(
        "circle",
        class_="arc",
        cx=centre,
        cy=centre,
        r=radius,
        stroke_dasharray=f"{around * (share or 0):.1f} {around:.1f}",
        transform="rotate(-90 60 60)",
    )
    return picture(
        120,
        120,
        _("Score: {score} {of}", score=big, of=small),
        tag("circle", class_="track", cx=centre, cy=centre, r=radius),
        arc if share else Markup(),
        tag("text", big, class_="big", x=60, y=64, text_anchor="middle"),
        tag("text", small, class_="small", x=60, y=82, text_anchor="middle"),
        class_="ring",
    )


def meter(share: float | None, title: str) -> Markup:
    """Draw a share from 0 to 1 as a thin bar."""
    filled = tag("rect", class_="arc", width=100.0 * (share or 0), height=6, rx=3)
    track = tag("rect", class_="track", width=100, height=6, rx=3)
    return picture(100, 6, title, track, filled if share else Markup(), class_="meter")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Hold one part of a stacked bar."""

    count: int
    label: str
    class_: str


def stack(segments: Iterable[Segment]) -> Markup:
    """Draw counts as one bar of full width, in the order given."""
    parts = [segment for segment in segments if segment.count > 0]
    total = sum(part.count for part in parts) or 1
    drawn, x = [], 0.0
    for part in parts:
        width = 600.0 * part.count / total
        hint = tag(
            "title",
            _("{label}: {count} of {total}", label=part.label, count=part.count, total=total),
        )
        drawn.append(
            tag("rect", hint, class_=part.class_, x=x, width=max(1.0, width - 2), height=14)
        )
        x += width
    title = ", ".join(f"{part.label} {part.count}" for part in parts) or _("no submissions")
    return picture(600, 14, title, *drawn, class_="stack", stretch=True)


def histogram(shares: Sequence[float], bins: int = 10) -> Markup:
    """Draw how many shares (0 to 1) fall into each of some equal bins, 1 into the last."""
    counts = [0] * bins
    for share in shares:
        counts[min(bins - 1, int(share * bins))] += 1
    top, base, step = max(counts) or 1, 118.0, 36.0
    bars = [_bar(count, _share(index, bins), index, top) for index, count in enumerate(counts)]
    axis = [
        tag("line", class_="axis", x1=10, x2=10 + step * bins, y1=base, y2=base),
        *(
            tag(
                "text",
                f"{mark} %",
                class_="tick",
                x=10 + step * bins * mark / 100,
                y=base + 20,
                text_anchor={0: "start", 100: "end"}.get(mark, "middle"),
            )
            for mark in (0, 25, 50, 75, 100)
        ),
    ]
    title = _(
        "Scores of {count} submissions, in steps of {step} %", count=len(shares), step=100 // bins
    )
    return picture(20 + step * bins, 142, title, *bars, *axis, class_="histogram")


def _share(index: int, bins: int) -> str:
    least, most = 100 * index // bins, 100 * (index + 1) // bins
    return _("{least} to {most} %", least=least, most=most)


def _bar(count: int, said: str, index: int, top: int) -> Markup:
    if not count:
        return Markup()
    x, height = 13.0 + 36 * index, 96.0 * count / top
    hint = tag("title", f"{said}: {count}")
    bar = tag("rect", hint, class_="bar", x=x, y=118 - height, width=30, height=height, rx=3)
    return bar + tag(
        "text", str(count), class_="count", x=x + 15, y=112 - height, text_anchor="middle"
    )
