"""What the judge is told of an exception: its classes, its text, and the student's own frames."""

from __future__ import annotations

import linecache
import os
import traceback
from types import TracebackType
from typing import Any, Protocol

from ..wire import codec
from .words import _

MAX_TEXT = 4000
MAX_FRAMES = 20
MAX_CHAIN = 3
MAX_ATTRIBUTES = 20
_BUILT_IN: dict[type[BaseException], tuple[str, ...]] = {
    OSError: ("filename", "filename2"),
    ImportError: ("name", "path"),
    NameError: ("name",),
    AttributeError: ("name",),
}
"""What built-in exceptions keep neither in their `args` nor in their `__dict__`."""


class Exports(Protocol):
    """What is needed of an exporter to describe an exception."""

    program: str

    def __call__(self, value: object) -> codec.Node:
        """Return an object's node."""

    def number(self, value: object) -> int:
        """Return an object's number."""

    def describe(self, cls: type) -> codec.Node:
        """Return a class's node."""


def describe(error: BaseException, exports: Exports, depth: int = 0) -> dict[str, Any]:
    """Return the facts of an exception of the program; never raises itself."""
    facts: dict[str, Any] = {
        "class": exports.describe(type(error)),
        "obj": exports.number(error),
        "text": _text_of(error),
        "frames": frames_of(error, exports.program),
        "args": _data(exports, list(error.args)),
        "attributes": _attributes(exports, error),
        "suppressed": error.__suppress_context__,
    }
    raised_by_test = getattr(error, "raised_by_test", None)
    if isinstance(raised_by_test, int):
        facts["raised_by_test"] = raised_by_test
    for name, other in (("cause", error.__cause__), ("context", error.__context__)):
        if other is not None and other is not error and depth < MAX_CHAIN:
            facts[name] = describe(other, exports, depth + 1)
    return facts


def _data(exports: Exports, value: object) -> codec.Node:
    # Numbered by itself: an exception's data shares no containers with the message around it.
    try:
        return codec.Encoder(exports).encode(value)
    except Exception:
        return None


def _attributes(exports: Exports, error: BaseException) -> list[list[Any]]:
    named = {name: value for name, value in vars(error).items() if type(name) is str}
    named.pop("raised_by_test", None)
    for kind, names in _BUILT_IN.items():
        if isinstance(error, kind):
            found = {name: getattr(error, name, None) for name in names}
            named |= {name: value for name, value in found.items() if value is not None}
    return [[name, _data(exports, value)] for name, value in list(named.items())[:MAX_ATTRIBUTES]]


def frames_of(error: BaseException, program: str) -> list[dict[str, Any]]:
    """Return the student's own frames, outermost first."""
    found = _walk(error.__traceback__, program)
    if isinstance(error, SyntaxError) and str(error.filename).startswith(program):
        found.append(
            {
                "file": os.path.relpath(str(error.filename), program),
                "line": error.lineno or 1,
                "function": "<module>",
                "text": (error.text or "").strip()[:200],
            }
        )
    return found[-MAX_FRAMES:]


def _walk(tb: TracebackType | None, program: str) -> list[dict[str, Any]]:
    found = []
    for frame, line in traceback.walk_tb(tb):
        code = frame.f_code
        if code.co_filename.startswith(program + os.sep):
            found.append(
                {
                    "file": os.path.relpath(code.co_filename, program),
                    "line": line,
                    "function": code.co_name,
                    "text": linecache.getline(code.co_filename, line).strip()[:200],
                }
            )
            del found[:-MAX_FRAMES]
    return found


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:MAX_TEXT]
    except Exception:
        return _("(its text cannot be shown)")
