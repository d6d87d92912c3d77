"""Every error that grader raises on purpose.

GraderError                 what, where, and a hint
├── UsageError              the command line asks for something that cannot be (exit 2)
├── ManifestError           an exercise's manifest or folder is wrong (exit 2)
├── IntakeError             one submission cannot be read; the others go on
├── EnvironmentProblem      the machine lacks something: engine, image, space (exit 2)
│   └── SandboxUnavailable  a sandbox driver cannot start a box here
├── SandboxLost             a running box went away under us
├── WireError               bytes that break the wire's rules or bounds
├── StoreError              a stored judgement is unreadable, or cannot be written
└── JudgeFault              our own fault or the machine's: the case is JE
"""

from __future__ import annotations


class GraderError(Exception):
    """Say what went wrong, where, and what to do about it."""

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}\nHint: {self.hint}" if self.hint else text


class UsageError(GraderError):
    """The command line asks for something that cannot be."""


class ManifestError(GraderError):
    """An exercise's manifest or folder is wrong."""


class IntakeError(GraderError):
    """One submission cannot be read."""


class EnvironmentProblem(GraderError):
    """The machine lacks something that the job needs."""


class SandboxUnavailable(EnvironmentProblem):
    """A sandbox driver cannot start a box here."""


class SandboxLost(GraderError):
    """A running sandbox went away under us."""


class WireError(GraderError):
    """Bytes arrived that break the wire's rules or its bounds."""


class StoreError(GraderError):
    """A stored judgement is unreadable, or one cannot be written."""


class JudgeFault(GraderError):
    """Our own fault or the machine's, never the student's."""
