"""The order of a run's steps as typed data, and how each step is said. docs/schedules.md."""

from __future__ import annotations

from dataclasses import dataclass, replace

from grader.model import Verdict
from grader.report.html.evidence import Task

PLAIN = frozenset({"", "line", "call", "return"})
"""Going on, and no more."""
_VERBS = {
    "acquire": ("asks for", "asks for it"),
    "release": ("gives back", "gives the lock back"),
    "put": ("puts into", "puts"),
    "get": ("gets from", "gets"),
    "read": ("reads", "reads"),
    "write": ("writes", "writes"),
    "start": ("starts", "starts a task"),
    "join": ("waits for the end of", "waits for its end"),
    "sleep": ("sleeps", "sleeps"),
    "call": ("calls", "is called"),
    "return": ("returns from", "returns"),
    "wait": ("waits for", "waits for it"),
    "notify": ("wakes a waiter of", "wakes a waiter"),
    "set": ("sets", "sets it"),
    "clear": ("clears", "clears it"),
    "send": ("sends to", "sends"),
    "recv": ("receives from", "receives"),
    "exit": ("ends", "ends"),
    "line": ("uses", "touches it"),
}
"""What each deed is called: before the name of a thing, and where the thing goes without saying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Hold one step of one task; what is not known is empty."""

    number: int
    """Counted from 1, with the steps that are left out."""
    task: str
    op: str
    what: str = ""
    file: str = ""
    line: int | None = None
    text: str = ""
    value: str = ""
    conflict: bool = False
    """Whether it touches what another task touches, so that their order matters."""
    failed: bool = False

    @property
    def said(self) -> str:
        """Say what it did beyond what its line of source says; empty where that is nothing."""
        told = self.what or self.value or self.op == "release"  # `with` takes and releases.
        known = self.op in _VERBS and self.op not in PLAIN and told
        return self.deed(self.what) if known or self.line is None else ""

    def deed(self, what: str) -> str:
        """Say what it did to a thing: `reads stock: 1`; without the thing, `reads 1`."""
        word = self.op.replace("_", " ")
        with_thing, alone = _VERBS.get(self.op, (word, word))
        told = f"{with_thing} {what}" if what else alone
        return f"{told}{':' if what else ''} {self.value}" if self.value else told


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Hold in which order the tasks of a run that failed took their steps."""

    tasks: tuple[Task, ...]
    """Those that took steps."""
    steps: tuple[Step, ...]
    left_out: int = 0
    """How many steps are missing."""
    gap: int = 0
    """Before which of `steps`, counted from 0, they are missing."""
    switches: int | None = None
    sentence: str = ""
    note: str = ""
    strategy: str = ""
    seed: int | None = None
    granularity: str = ""
    python: str = ""
    replayable: bool = False

    @property
    def shared(self) -> tuple[str, ...]:
        """Return the names of what conflicting steps touch; a nameless thing's name is empty."""
        return tuple(dict.fromkeys(step.what for step in self.steps if step.conflict))

    def task(self, key: str) -> Task:
        """Return the task of a step."""
        return next(task for task in self.tasks if task.id == key)

    def without_values(self) -> Order:
        """Return it with nothing that a hidden test has handed over or written."""
        steps = (
            replace(step, what="", value="", text=step.text if step.file else "")
            for step in self.steps
        )
        return replace(self, steps=tuple(steps), sentence="", replayable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Hold what was tried; None where it is not known."""

    sentence: str
    tried: int | None = None
    planned: int | None = None
    seconds: float | None = None
    exhaustive: int | None = None
    strategies: tuple[tuple[str, int], ...] = ()


def moment_of_failure(verdict: Verdict) -> str:
    """Say what is true at the step that is marked as the moment of failure."""
    said = {
        Verdict.DL: "Here nothing can go on",
        Verdict.WA: "After this, the answer is wrong",
        Verdict.LEAK: "After this, something is left running",
    }
    return said.get(verdict, "Here it fails")
