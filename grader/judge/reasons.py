"""Why a session ended by itself, in words for the student."""

from __future__ import annotations

import signal
from typing import Any

from grader.judge.outcomes import CaseEnded
from grader.model import Limits, Verdict
from grader.words import _

Message = dict[str, Any]


def deadlock(event: Message) -> CaseEnded:
    """Return the reason that ends a case whose program can never go on."""
    explanation = event.get("explanation") or {}
    return CaseEnded(
        Verdict.DL,
        str(explanation.get("sentence") or _("Every task of the program waits for another."))[
            :1000
        ],
        help=str(explanation.get("help") or "")[:1000],
        explanation=explanation,
    )


def death(event: Message, limits: Limits) -> CaseEnded:
    """Return the reason that ends a case whose first process has ended."""
    over, code, kills = event.get("over"), event.get("code"), event.get("memory_kills")
    if over == "memory" or (kills and code == -9):
        return memory_exceeded(limits)
    if over == "output":
        return CaseEnded(
            Verdict.OLE,
            _("The program printed more than {count} bytes.", count=f"{limits.output_bytes:,}"),
            help=_("Look for a print in a loop that never ends."),
            explanation={"kind": "limit", "limit": "output_bytes", "value": limits.output_bytes},
        )
    if over == "cpu" or code == -signal.SIGXCPU:
        return _too_long(
            _(
                "The program used more than {seconds} seconds of CPU time.",
                seconds=f"{limits.cpu_seconds:g}",
            ),
            _("Look for a loop that spins while it waits: wait on a queue, a lock or an event."),
            event.get("explanation"),
            {"kind": "limit", "limit": "cpu_seconds", "value": limits.cpu_seconds},
        )
    if isinstance(over, str) and over.startswith("violation"):
        detail = over.removeprefix("violation: ")
        return CaseEnded(
            Verdict.SV,
            _("The program interfered with the grader: {detail}.", detail=detail),
            explanation={"kind": "violation", "detail": detail},
        )
    return CaseEnded(
        Verdict.RTE,
        _ended(code),
        help=_("Return from your function; do not call exit() or os._exit(), or kill the process."),
        explanation={"kind": "exit", "code": code},
    )


def timed_out(limits: Limits, explanation: Message | None) -> CaseEnded:
    """Return the reason that ends a case for its wall time."""
    return _too_long(
        _(
            "The program was still running after {seconds} seconds.",
            seconds=f"{limits.wall_seconds:g}",
        ),
        _("Look for a loop that never ends, or for a wait that nobody ends."),
        explanation,
        {"kind": "limit", "limit": "wall_seconds", "value": limits.wall_seconds},
    )


def _too_long(what: str, help: str, explanation: object, limit: Message) -> CaseEnded:
    known = explanation if isinstance(explanation, dict) else {}
    sentence = str(known.get("sentence") or "")[:1000]
    return CaseEnded(
        Verdict.TLE,
        _("{what} {sentence}", what=what, sentence=sentence).strip(),
        help=str(known.get("help") or help)[:1000],
        explanation={**limit, **known},
    )


def never_finished() -> CaseEnded:
    """Return the reason that ends a case which costs its box each time it is run."""
    return CaseEnded(
        Verdict.SV,
        _(
            "The answer was right, but what the program leaves behind cannot be removed, so that "
            "it could not be tried in other orders of its steps."
        ),
        help=_("Remove the files that you make, and leave no process behind."),
        explanation={"kind": "violation", "detail": "its box could not be used again, twice"},
    )


def one_order_only() -> CaseEnded:
    """Return the reason that ends a case of which nobody can choose the order, but should."""
    return CaseEnded(
        Verdict.JE,
        _(
            "This case is to be tried in many orders, but its test files keep an object of the "
            "program's since they were imported, so that all cases share its processes."
        ),
        help=_("Make the object in the test or in a fixture."),
    )


def memory_exceeded(limits: Limits) -> CaseEnded:
    """Return the reason that ends a case for its memory."""
    return CaseEnded(
        Verdict.MLE,
        _("The program needed more than {size} MiB of memory.", size=limits.memory_bytes >> 20),
        help=_("Look for a list or a queue that grows without end."),
        explanation={"kind": "limit", "limit": "memory_bytes", "value": limits.memory_bytes},
    )


def too_much_at_a_time(limit_bytes: int) -> CaseEnded:
    """Return the reason that ends a case which hands the test too much at a time."""
    return CaseEnded(
        Verdict.OLE,
        _(
            "The program handed the test more than {count} bytes at a time.",
            count=f"{limit_bytes:,}",
        ),
        help=_("Hand over only what the exercise asks for."),
        explanation={"kind": "limit", "limit": "payload", "value": limit_bytes},
    )


def no_lane(lanes: int, limits: Limits) -> CaseEnded:
    """Return the reason that ends a case where the program has no room for one more call.

    Whose fault it is depends on who has taken the room: the `lanes` are the test's, all else the
    program's. Both count towards the same limit.
    """
    if 2 * lanes > limits.processes:
        return CaseEnded(
            Verdict.JE,
            _(
                "The test makes {calls} calls at the same time, which the limit of {limit} "
                "processes and threads leaves no room for.",
                calls=lanes + 1,
                limit=limits.processes,
            ),
            help=_("Raise `processes` in the exercise's limits, or make fewer calls at a time."),
        )
    return CaseEnded(
        Verdict.RTE,
        _("The program uses so many processes, threads or files that it cannot be called again."),
        help=_(
            "Your program may have {processes} processes and threads and {files} files, pipes and "
            "sockets at a time: end and close what is done.",
            processes=f"{limits.processes:,}",
            files=f"{limits.open_files:,}",
        ),
        explanation={"kind": "limit", "limit": "processes", "value": limits.processes},
    )


def _ended(code: object) -> str:
    if type(code) is not int:
        return _("The program ended in the middle of the case.")
    if code >= 0:
        return _("The program ended with exit code {code} in the middle of the case.", code=code)
    name = _signal(-code)
    return _("The program ended by signal {signal} in the middle of the case.", signal=name)


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
