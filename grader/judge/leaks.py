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
from grader.words import N_, _, ngettext

GRACE_SECONDS = 0.5
"""How long what is left may take to end that the program has not told of."""
HELPERS_SECONDS = 2.0
"""How long what calls itself a helper of multiprocessing's may take: these were told to end, and
it is no fault of the program's if the machine is slow. Any process may call itself so."""
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
        if self.is_process:
            return _("process {name}", name=self.name)
        return _("thread {name}", name=self.name)


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
    message = _("The answer was right, but {left}", left=_sentence(left))
    return Ruling(
        verdict=Verdict.LEAK,
        message=message,
        help=_(
            "Join every process and thread that you start before your function returns, and tell "
            "those that wait for more work that none will come."
        ),
        explanation=_explain(left, message),
    )


def _told() -> list[str]:
    """Let the program wind up; return the names of its threads, as it tells them."""
    try:
        told = request(None, "finish")
    except (Exception, SystemExit, GeneratorExit, CaseEnded):
        # The student's own, of whatever she has put in the place of what we use. What is left is
        # asked of the agent all the same, which fails where the session itself has ended.
        told = None
    names = told.get("threads") if type(told) is dict else None
    known = names[:20] if type(names) is list else []
    return [str(name)[:100] for name in known if type(name) is str]


def _seen(session: Session) -> list[Left]:
    """Return what is still there by what the agent sees, giving it a moment to end."""
    began = time.monotonic()
    longest = min(HELPERS_SECONDS, session.seconds_left() / 2)
    while True:
        answer = session.query("left")
        found = answer["left"] if answer is not None else []
        grace = longest if all(one["helper"] for one in found) else GRACE_SECONDS
        if not found or time.monotonic() > began + grace:
            return [_read(one) for one in found]
        time.sleep(PAUSE_SECONDS)


def _read(facts: dict[str, Any]) -> Left:
    return Left(
        is_process=facts["process"],
        name=facts["name"] or _("without a name"),
        pid=facts["pid"],
        file=facts["file"],
        line=facts["line"],
    )


def _with_waits(session: Session, left: Sequence[Left]) -> list[Left]:
    """Add what each does, as far as an explanation of the whole program tells."""
    answer = session.query("explain")
    marks = (answer or {}).get("explanation") or {}
    labels = {
        mark["task"]: _("{does} (line {line})", does=mark["label"], line=mark["line"])
        for mark in marks.get("lines", [])
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
    phrases = {one.does for one in left}
    does = phrases.pop() if len(phrases) == 1 else ""
    if len(left) == 1:
        return _of_one(left[0].what, line, does)
    told = _of_several(left, line)
    return _("{sentence} Each of them {does}.", sentence=told, does=does) if does else told


def _of_one(what: str, line: int | None, does: str) -> str:
    if line and does:
        return _(
            "{what}, started at line {line}, was still running at the end: it {does}.",
            what=what,
            line=line,
            does=does,
        )
    if line:
        still = N_("{what}, started at line {line}, was still running at the end.")
        return _(still, what=what, line=line)
    if does:
        return _("{what} was still running at the end: it {does}.", what=what, does=does)
    return _("{what} was still running at the end.", what=what)


def _of_several(left: Sequence[Left], line: int | None) -> str:
    what, names = _counted(left), _names(left)
    if line:
        return _(
            "{what} were still running at the end, started at line {line}: {names}.",
            what=what,
            line=line,
            names=names,
        )
    return _("{what} were still running at the end: {names}.", what=what, names=names)


def _counted(left: Sequence[Left]) -> str:
    kinds, count = {one.is_process for one in left}, len(left)
    if len(kinds) > 1:
        return ngettext("{count} task", "{count} tasks", count)
    if kinds.pop():
        return ngettext("{count} process", "{count} processes", count)
    return ngettext("{count} thread", "{count} threads", count)


def _names(left: Sequence[Left]) -> str:
    names = [one.name for one in left]
    if len(names) > LISTED:
        names = [*names[: LISTED - 1], _("{count} more", count=len(names) - LISTED + 1)]
    return _("{first} and {last}", first=_(", ").join(names[:-1]), last=names[-1])


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
                "label": _("was started here, and still ran at the end"),
                "task": one.name,
            }
            for one in left
            if one.line
        ],
    }
