"""Where a task stands: the student's line, and the library's function that it called."""

from __future__ import annotations

import os
from types import CodeType, FrameType
from typing import Any

from .. import places

BIRTHS: dict[str, CodeType] = {}
"""Where a forked process begins, by name: further up stands the stack that its parent had."""
_OPS = {"__enter__": "acquire", "__exit__": "release", "_callmethod": "proxy"}
_SHUT_DOWN = {f"{name}.__exit__" for name in ("Executor", "Pool", "BaseManager")}
"""What ends with its `with`; all else that is left so is a lock of some kind."""


def walk(frame: FrameType | None) -> tuple[FrameType | None, FrameType | None]:
    """Return the student's innermost frame, and the one below it that is not ours."""
    outer = None
    while frame is not None:
        code = frame.f_code
        # By the file's name: the hash of a code object is made anew, of all that it holds.
        whose = _whose.get(code.co_filename) or _owner(code)
        if whose == STUDENTS:
            break
        if BIRTHS.get(code.co_name) is code:
            return None, outer
        if whose == LIBRARYS:
            outer = frame
        frame = frame.f_back
    return frame, outer


STUDENTS, OURS, LIBRARYS = 1, 2, 3
_whose: dict[str, int] = {}
# As compiled, which is not where a module was loaded from.
_HERE = os.path.dirname(os.path.dirname(walk.__code__.co_filename))


def _owner(code: CodeType) -> int:
    """Find out, once for each file, whose it is."""
    name = code.co_filename
    others = OURS if name.startswith(_HERE) else LIBRARYS
    whose = _whose[name] = STUDENTS if places.is_students(code) else others
    return whose


def where(frame: FrameType | None) -> tuple[str, int]:
    """Return a frame's file, as the student knows it, and its line."""
    if frame is None:
        return "", 0
    return places.short(frame.f_code.co_filename), frame.f_lineno


def name_of(outer: FrameType | None) -> str:
    """Return what a step is called whose function of the library's has this frame."""
    if outer is None:
        return ""
    code = outer.f_code
    if code.co_qualname in _SHUT_DOWN:
        return "shutdown"
    return _OPS.get(code.co_name, code.co_name)


def mark(frame: FrameType) -> None:
    """Mark a frame in which the task has stopped."""
    # The one thing that a frame can be marked with, and that goes when it goes.
    frame.f_trace_lines, frame.f_trace = False, _stopped


def was_marked(frame: FrameType) -> bool:
    """Tell whether the task has stopped in a frame already."""
    return frame.f_trace is _stopped


def _stopped(_frame: FrameType, _event: str, _argument: Any) -> None:
    """Mark a frame in which the task has stopped already."""
