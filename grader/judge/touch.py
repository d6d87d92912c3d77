"""What a task does to a thing at one step of an order."""

from __future__ import annotations

from dataclasses import dataclass

READ, WRITE = "read", "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One task's reading or writing of one thing, at one step."""

    step: int
    task: str
    kind: str
    place: str
    value: str | None = None
    line: int = 0
    part: bool = False
    """Whether it is a part of the thing that was written."""
    at: int | None = None
    """The step at whose line that is written, where it was done only later."""
    tested: frozenset[int] = frozenset()
    """The lines of the conditions without which its line is not reached."""
    owner: str = ""
    """What the object is called of which it is an attribute or an element; empty if it is none."""
    owner_number: int | None = None
    """Which object that is, where it is known."""
    which: str = ""
    """Which attribute or element: `.total`, `[0]`."""

    @property
    def shown(self) -> int:
        """Return the step at whose line that is written."""
        return self.step if self.at is None else self.at
