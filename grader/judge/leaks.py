"""Whether a case whose answer was right left something running.

Which processes are left the agent sees. Which threads are left it sees too, and the program says
which of them are no daemons. What the program's journal says is used to name them, to say where
they were started, and what each of them waits for.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from grader.judge.calls import request
from grader.judge.feedback import Ruling
from grader.judge.outcomes import CaseEnded
from grader.judge.session import Session
from grader.model import Verdict

GRACE_SECONDS = 0.5
"""How long what is left may take to end that the program has not told of."""
PAUSE_SECONDS = 0.01
LISTED = 3
"""So many names are listed; more are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A thread or a process that outlived the call."""

    is_process: bool
    name: str
    pid: int | None = None
    file: str = ""
    line: int | None = None
    does: str = ""
    """What it does or waits for, to come after its name."""

    @property
    def what(self) -> str:
        """Return what it is called in a sentence."""
        return f"{'process' if self.is_process else 'thread'} {self.name}"


def leak_of(session: Session) -> Ruling | None:
    """Return the ruling on what the case left running, or None where it left nothing.

    Raises nothing: where the program does not even answer any more, the session's end says why.
    """
    try:
        told = _told()
        seen = _seen(session)
        if not seen and not told:
            return None
        known = {one.name for one in seen if not one.is_process}
        seen += [Left(is_process=False, name=name) for name in told if name not in known]
        left = _with_waits(session, seen)
    except CaseEnded:
        return None
    message = f"The answer was right, but {_sentence(left)}"
    return Ruling(
        verdict=Verdict.LEAK,
        message=message,
        help="Join every process and thread that you start before your function returns, and tell "
        "those that wait for more work that none will come.",
        explanation=_explain(left, message),
    )


def _told() -> list[str]:
    """Let the program wind up; return the names of its threads, as it tells them."""
    try:
        told = request(None, "finish")
    except Exception:  # The student's own, of whatever she has put in the place of what we use.
        told = None
    names = told.get("threads") if type(told) is dict else None
    known = names[:20] if type(names) is list else []
    return [str(name)[:100] for name in known if type(name) is str]


def _seen(session: Session) -> list[Left]:
    """Return what is still there by what the agent sees, giving it a moment to end."""
    deadline = time.monotonic() + GRACE_SECONDS
    while True:
        answer = session.query("left")
        found = answer["left"] if answer is not None else []
        if not found or time.monotonic() > deadline:
            return [_read(one) for one in found]
        time.sleep(PAUSE_SECONDS)


def _read(facts: dict[str, Any]) -> Left:
    return Left(
        is_process=facts["process"],
        name=facts["name"] or "without a name",
        pid=facts["pid"],
        file=facts["file"],
        line=facts["line"],
    )


def _with_waits(session: Session, left: Sequence[Left]) -> list[Left]:
    """Add what each does, as far as an explanation of the whole program tells."""
    answer = session.query("explain")
    marks = (answer or {}).get("explanation") or {}
    labels = {
        mark["task"]: f"{mark['label']} (line {mark['line']})" for mark in marks.get("lines", [])
    }
    does = {
        (task["pid"], "" if task["thread"] == "MainThread" else task["thread"]): labels[task["id"]]
        for task in marks.get("tasks", [])
        if task["id"] in labels
    }
    return [
        Left(
            is_process=one.is_process,
            name=one.name,
            pid=one.pid,
            file=one.file,
            line=one.line,
            does=does.get((one.pid, "" if one.is_process else one.name), "")[:300],
        )
        for one in left
    ]


def _sentence(left: Sequence[Left]) -> str:
    lines = {one.line for one in left}
    line = lines.pop() if len(lines) == 1 else None
    started = f", started at line {line}" if line else ""
    phrases = {one.does for one in left}
    does = phrases.pop() if len(phrases) == 1 else ""
    if len(left) == 1:
        comma = "," if started else ""
        ending = f": it {does}." if does else "."
        return f"{left[0].what}{started}{comma} was still running at the end{ending}"
    ending = f" Each of them {does}." if does else ""
    return f"{_counted(left)} were still running at the end{started}: {_names(left)}.{ending}"


def _counted(left: Sequence[Left]) -> str:
    kinds = {one.is_process for one in left}
    noun = "tasks" if len(kinds) > 1 else "processes" if kinds.pop() else "threads"
    return f"{len(left)} {noun}"


def _names(left: Sequence[Left]) -> str:
    names = [one.name for one in left]
    if len(names) > LISTED:
        names = [*names[: LISTED - 1], f"{len(names) - LISTED + 1} more"]
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _explain(left: Sequence[Left], message: str) -> dict[str, Any]:
    return {
        "kind": "leak",
        "sentence": message,
        "left": [
            {
                "process" if one.is_process else "thread": one.name,
                "pid": one.pid,
                "where": {"file": one.file, "line": one.line} if one.line else None,
                "waits": one.does or None,
            }
            for one in left
        ],
        "lines": [
            {
                "file": one.file,
                "line": one.line,
                "label": f"{one.what} was started here and still ran at the end",
                "task": one.name,
            }
            for one in left
            if one.line
        ],
    }
