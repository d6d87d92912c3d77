"""The contract that every sandbox driver keeps.

A driver opens boxes. A box is a running agent behind a byte stream: length-prefixed frames
(`grader.wire.frames`) go in and come out of it, nothing else does. Whoever holds the stream can
talk to the agent, so the stream of a box may be handed to another process as a file descriptor.
"""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Protocol

from grader.model import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """Tell how a box ended."""

    exit_code: int | None
    """None while it runs, or where nobody can know."""
    out_of_memory: bool
    """The kernel killed the box itself, not only a process in it, for its memory."""
    detail: str = ""
    """What the engine or the agent's error stream said, for the instructor; bounded."""


class Box(Protocol):
    """One running sandbox: `opened -> closed`, and never used again after that."""

    name: str
    """Unique on this machine; what `docker ps` shows, for Docker."""

    @property
    def stream(self) -> socket.socket:
        """Return the connected socket to the agent."""
        ...

    @property
    def base_uid(self) -> int | None:
        """Return the first of the 1000 user ids that sessions may take; None where they cannot."""
        ...

    @property
    def multiplexed(self) -> bool:
        """Tell whether what is read from the stream carries Docker's 8-byte stream headers."""
        ...

    def fate(self) -> Fate:
        """Say how the box ended. Asked after the stream has ended."""
        ...

    def close(self) -> None:
        """Kill all that runs in the box and remove it. Idempotent; never raises."""
        ...


BOX_BYTES = 8 * 1024 * 1024
"""What a box's own folder holds: the agent's code and the largest submission that is taken in."""


class Driver(Protocol):
    """Open boxes of one kind."""

    name: str
    """`docker`, `local` or `fake`: what a judgement's `sandbox` says."""

    def gaps(self) -> tuple[str, ...]:
        """List in plain words what a box of this driver does not isolate; empty for Docker."""
        ...

    def prepare(self) -> None:
        """Make ready what boxes need (image, helper programs).

        Raises:
            SandboxUnavailable: when no box can be opened here, with a hint.
        """
        ...

    def fingerprint(self) -> str:
        """Name exactly what boxes run in: in another, the same program could end differently.

        Asked once boxes can be opened.

        Raises:
            SandboxUnavailable: when it cannot be found out.
        """
        ...

    def open(self, limits: Limits, *, slot: int = 0) -> Box:
        """Start a box with the agent running in it.

        `slot` numbers the boxes that are open at the same time (0, 1, …). Each open box has user
        ids of its own, because the kernel counts a user's processes across all containers.

        Raises:
            SandboxUnavailable: when the box cannot be started.
        """
        ...
