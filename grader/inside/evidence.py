"""What a session leaves to be explained by: its journal and its tasks' stacks.

The journal is the program's to forge. It explains; of what is decided by it `docs/deadlocks.md`
tells, and everything read from it may be nonsense, which must cost no more than the explanation.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from . import procfs
from .explain import explain_deadlock, explain_time
from .journal_reader import Journal, alarm_pending, closed_cycles
from .processes import calls_itself_helper, runs
from .stacks import Servers
from .tasks import Earlier
from .watcher import Finding
from .words import N_, _

MAX_BYTES = 400_000
"""Of an explanation on the wire."""
MAX_TASKS = 48
"""More are only counted: each must be asked for its stack, and the agent has others to serve."""
MAX_LEFT = 40
LOOK_SECONDS = 0.2
"""Between the two looks that tell what ran and what waited."""


class Evidence:
    """Read what one session has written down, and explain its end by it."""

    def __init__(self, folder: str, program: str) -> None:
        self._folder = folder
        self._program = program
        self._asked: list[tuple[int, Earlier]] = []

    def hooks(self) -> dict[str, Callable[..., Any]]:
        """Return what the watcher asks of the session's own notes."""
        return {
            "is_server": Servers(self._folder),
            "alarm_pending": lambda pid: alarm_pending(self._folder, pid),
            "cycles": lambda: closed_cycles(self._folder, self._program),
        }

    def of_deadlock(self, finding: Finding) -> dict[str, Any]:
        """Explain a proved deadlock. Asks the live processes: the session must still be there."""
        tasks = len(finding.snapshot.threads)
        if tasks > MAX_TASKS:
            return _crowd("deadlock", tasks)
        return _bounded(
            "deadlock", lambda: explain_deadlock(finding.snapshot, self._folder, self._program)
        )

    def left(self, leader: int | None, processes: dict[int, str]) -> list[dict[str, Any]]:
        """List what still runs of these processes, and the leader's threads that are no daemons.

        The kernel says what runs; the journal says how it is called and where it was started.
        """
        tids = procfs.numbers_in(f"/proc/{leader}/task") if leader else []
        if not processes and len(tids) <= 1:
            return []
        journal = Journal(self._folder)
        found = [
            {
                "process": True,
                "pid": pid,
                "helper": pid not in journal.process_notes and calls_itself_helper(pid),
                **self._started(journal.process_notes.get(pid), name),
            }
            for pid, name in processes.items()
        ]
        # Asked last: what is ending has no command to be known by any more.
        found = [one for one in found if runs(one["pid"])]
        for tid in tids:
            note = journal.thread_notes.get(tid)
            if note is not None and note.get("daemon") is False and tid != leader:
                facts = {"process": False, "pid": leader, "helper": False}
                found.append({**facts, **self._started(note, "")})
        # A helper stays as long as whom it serves; that one's the fault, then.
        return [one for one in found if not one["helper"]][:MAX_LEFT] or found[:MAX_LEFT]

    def _started(self, note: dict[str, object] | None, name: str) -> dict[str, Any]:
        known = note or {}
        file, line = str(known.get("at") or ""), known.get("line")
        return {
            "name": str(known.get("name") or name)[:100],
            "file": file.removeprefix(self._program.rstrip("/") + "/")[:300],
            "line": line if isinstance(line, int) and file else None,
        }

    def ask(self, request: int, keeper_pid: int, now: float) -> None:
        """Take the first look at a program that is still running at its limit."""
        self._asked.append((request, Earlier(snapshot=procfs.snapshot(keeper_pid), at=now)))

    def answer(self, keeper_pid: int, now: float, withheld: str | None) -> dict[int, Any]:
        """Return the explanations, by request, whose second look is due."""
        due = [asked for asked in self._asked if now - asked[1].at >= LOOK_SECONDS]
        self._asked = [asked for asked in self._asked if asked not in due]
        return {request: self._of_time(keeper_pid, earlier, withheld) for request, earlier in due}

    def _of_time(self, keeper_pid: int, earlier: Earlier, withheld: str | None) -> dict[str, Any]:
        def explain() -> dict[str, Any]:
            seen = procfs.snapshot(keeper_pid)
            if len(seen.threads) > MAX_TASKS:
                return _crowd("time", len(seen.threads))
            return explain_time(
                seen, self._folder, self._program, earlier=earlier, withheld=withheld
            )

        return _bounded("time", explain)


def _crowd(kind: str, tasks: int) -> dict[str, Any]:
    message = (
        N_("The program has {count} processes and threads, and each waits for another.")
        if kind == "deadlock"
        else N_("The program has {count} processes and threads.")
    )
    return {"kind": kind, "sentence": _(message, count=tasks)}


def _bounded(kind: str, explain: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    try:
        explanation = explain()
        if len(json.dumps(explanation, allow_nan=False)) <= MAX_BYTES:
            return explanation
        kept = ("kind", "sentence", "pattern", "help", "cycle")
        return {key: explanation[key] for key in kept if key in explanation}
    except Exception as error:  # Whatever the program wrote, its verdict stands.
        return {
            "kind": kind,
            "note": _("It could not be explained: {error}", error=repr(error))[:300],
        }
