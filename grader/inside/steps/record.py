"""What happened in one run, to be told and to be repeated."""

from __future__ import annotations

from typing import Any

from .tasks import Owners, Seat

MAX_TOLD = 4000
"""Steps and choices of a run that are told; what is in between is left out."""
MAX_CHARACTERS = 1_000_000
"""Of all that is told of them: a message to the judge has a bound."""


class Record:
    """Note tasks, steps and choices."""

    def __init__(self) -> None:
        self.freed: str | None = None
        self.length = 0
        self.last: Seat | None = None
        self._tasks: dict[str, dict[str, Any]] = {}
        self._numbers: dict[str, int] = {}
        self._files: dict[str, int] = {}
        self._ops: dict[str, int] = {}
        self._steps: list[list[Any]] = []
        self._choices: list[list[Any]] = []
        self._switches = 0
        self._room = MAX_CHARACTERS
        self._sleeps = 0
        self.calls = 0

    def task(self, seat: Seat) -> None:
        """Note a task that came under control."""
        self._numbers[seat.id] = len(self._numbers)
        self._tasks[seat.id] = {
            "id": seat.id, "pid": seat.pid, "tid": seat.tid, "process": "", "thread": seat.thread
        }  # fmt: skip

    def name(self, seat: Seat) -> None:
        """Note what a task's process is called."""
        self._tasks[seat.id]["process"] = seat.process

    def slept(self) -> None:
        """Note that a sleep ended although others could still go."""
        self._sleeps += 1

    def choice(self, ready: list[Seat], chosen: Seat, before: Seat | None) -> None:
        """Note who could go, who goes, and who would have gone on."""
        self._switches += before is not None and chosen is not before
        if len(self._choices) < MAX_TOLD:
            numbers = [self._numbers[seat.id] for seat in ready]
            stays = -1 if before is None else self._numbers[before.id]
            steps = (before or chosen).steps
            self._choices.append([self._numbers[chosen.id], stays, numbers, steps])

    def step(self, seat: Seat, clock: float) -> None:
        """Note a step."""
        self.last = seat
        seat.goes()
        self.calls += seat.op == "call" and bool(seat.what)
        self._add(seat, seat.op, seat.file, seat.line, seat.what, seat.owners)

    def passed(self, seat: Seat, op: str, file: str, line: int, what: str, owners: Owners) -> None:
        """Note where a task went on alone; before there were others, nobody wants to know."""
        if self._choices:
            self._add(seat, op, file, line, what, owners)

    def _add(self, seat: Seat, op: str, file: str, line: int, what: str, owners: Owners) -> None:
        self.length += 1
        if len(self._steps) >= MAX_TOLD:
            left_out = self._steps.pop(MAX_TOLD // 2)
            self._room += _characters(*left_out[-2:])
        # What the program calls its things it may make up, and send a flood of it.
        size = _characters(what, owners)
        if size > self._room:
            what, owners, size = "", {}, 0
        self._room -= size
        op_number, file_number = self._number(self._ops, op), self._number(self._files, file)
        self._steps.append([self._numbers[seat.id], op_number, file_number, line, what, owners])

    def _number(self, known: dict[str, int], text: str) -> int:
        if text not in known:
            if len(text) > self._room:
                return 0
            self._room -= len(text)
            known[text] = len(known)
        return known[text]

    def told(self) -> dict[str, Any]:
        """Return all of it as JSON data."""
        return {
            "tasks": list(self._tasks.values()),
            "ops": list(self._ops),
            "files": list(self._files),
            "steps": self._steps,
            "length": self.length,
            "choices": self._choices,
            "switches": self._switches,
            "sleeps": self._sleeps,
            "calls": self.calls,
            "freed": self.freed,
        }


def _characters(what: str, owners: Owners) -> int:
    """Return how many characters it takes to tell what a step does, and to which objects."""
    return len(what) + sum(len(name) + len(str(which)) for name, which in owners.items())
