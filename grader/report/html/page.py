"""Fill a template into one self-contained page."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from grader import words
from grader.model import Verdict
from grader.report.html import text
from grader.report.svg import tag

TEMPLATES = Path(__file__).parent.parent / "templates"

# One stroke drawing each on a grid of 16, so that no verdict is told by its colour alone.
ICONS = {
    Verdict.AC: "M3.5 8.5l3 3 6-7",
    Verdict.WA: "M4.5 4.5l7 7M11.5 4.5l-7 7",
    Verdict.RTE: "M8 2.8v6.4M8 12.6v.2",
    Verdict.CE: "M5.6 4L2.4 8l3.2 4M10.4 4l3.2 4-3.2 4",
    Verdict.SV: "M8 2.4l4.8 1.9v3.6c0 3-2 4.8-4.8 5.8-2.8-1-4.8-2.8-4.8-5.8V4.3z",
    Verdict.MLE: "M4.2 4.2h7.6v7.6H4.2zM8 1.8v2.4M8 11.8v2.4M1.8 8h2.4M11.8 8h2.4",
    Verdict.OLE: "M3 4h10M3 8h10M3 12h4M10.5 12h.1M13 12h.1",
    Verdict.DL: "M4 7.4h8v5.8H4zM5.7 7.4V5.2a2.3 2.3 0 0 1 4.6 0v2.2",
    Verdict.TLE: "M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11M8 5v3.2l2.2 1.4",
    Verdict.LEAK: "M8 2.3c2.5 3.1 3.9 5.2 3.9 7.1a3.9 3.9 0 0 1-7.8 0c0-1.9 1.4-4 3.9-7.1z",
    Verdict.JE: "M5.7 5.9a2.3 2.3 0 1 1 3.4 2.1c-.8.4-1.1.9-1.1 1.7M8 12.6v.2",
}


def render(template: str, **values: object) -> str:
    """Fill a template; a name it lacks is an error, never an empty string."""
    css = _css()
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    page = _environment().get_template(template)
    return page.render(
        css=Markup(css),
        policy=Markup(policy),
        sprite=_sprite(),
        language=words.language(),
        **values,
    )


def rich(message: str, /, **parts: object) -> Markup:
    """Return a message that has markup of its own, with its parts put in and escaped."""
    return Markup(words._(message, **{name: escape(part) for name, part in parts.items()}))


@cache
def _css() -> str:
    return (TEMPLATES / "report.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "breakable": breakable,
        "clean": text.clean,
        "duration": text.duration,
        "moment": text.moment,
        "one_line": text.one_line,
        "points": text.points,
    }
    environment.globals |= {"mark": mark, "_": words._, "ngettext": words.ngettext, "rich": rich}
    return environment


def breakable(name: str) -> Markup:
    """Let a long name break after underscores, slashes, opening brackets, and dots but the last."""
    return Markup(re.sub(r"([_/\[]|\.(?=.*\.))(?=\w)", r"\1<wbr>", str(escape(name))))


def mark(verdict: Verdict, title: str = "") -> Markup:
    """Draw a verdict's mark; with a title it speaks, without one it is decoration."""
    use = tag("use", href=f"#i-{verdict.value}")
    class_ = f"mark v-{verdict.value}"
    if not title:
        return tag("svg", use, class_=class_, viewBox="0 0 16 16", aria_hidden="true")
    said = tag("title", title)
    return tag("svg", said, use, class_=class_, viewBox="0 0 16 16", role="img", aria_label=title)


@cache
def _sprite() -> Markup:
    symbols = [
        tag("symbol", tag("path", d=path), id=f"i-{verdict.value}", viewBox="0 0 16 16")
        for verdict, path in ICONS.items()
    ]
    return tag("svg", *symbols, class_="sprite", aria_hidden="true")
