"""Cut the grader's own part out of the tracebacks that a program printed."""

from __future__ import annotations

import re

_OURS = re.compile(r'\s*File "[^"]*[/\\]_grader_box[/\\]')
_STUDENTS = re.compile(r'^(\s*File ")[/\\](?:[^"/\\]+[/\\])*?program[/\\](?=[^"]+", line \d)')
_FRAME = re.compile(r'\s*File "')


def without_our_frames(printed: str) -> str:
    """Return the text without our frames, and with the student's files by their own names."""
    kept, ours = [], False
    for line in printed.splitlines(keepends=True):
        if _FRAME.match(line):
            ours = _OURS.match(line) is not None
        elif not line.startswith("    "):
            ours = False
        if not ours:
            kept.append(_STUDENTS.sub(r"\1", line))
    return "".join(kept)
