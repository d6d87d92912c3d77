"""The kinds of outcome of a case or of a submission.

The codes follow Kattis and CLICS; DL, LEAK and SV are ours, because neither has a code for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Verdict(StrEnum):
    """Name one outcome; declared worst first, which is the order of severity."""

    label: str
    meaning: str

    def __new__(cls, code: str, label: str, meaning: str) -> Verdict:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.meaning = meaning
        return member

    JE = "JE", "Judge error", "Our suite or our machine failed: unscored, and it can be regraded."
    CE = "CE", "Cannot be loaded", "The file is missing, cannot be imported, or lacks a name."
    SV = "SV", "Security violation", "The program did what the sandbox forbids."
    MLE = "MLE", "Memory limit exceeded", "The program needed more memory than it may use."
    OLE = "OLE", "Output limit exceeded", "The program printed or returned more than it may."
    DL = "DL", "Deadlock", "Every task waits for something only the program itself could do."
    TLE = "TLE", "Time limit exceeded", "The program was still running at the time limit."
    RTE = "RTE", "Run-time error", "The program raised an error, crashed, or exited early."
    LEAK = "LEAK", "Left something running", "The answer was right, but tasks outlived the call."
    WA = "WA", "Wrong answer", "What the program returned or did was not what was asked."
    AC = "AC", "Accepted", "Every check held."

    @property
    def severity(self) -> int:
        """Rank the verdict: 0 is AC, and more is worse."""
        return len(Verdict) - 1 - list(Verdict).index(self)

    @property
    def passed(self) -> bool:
        """Tell whether the case earns its points."""
        return self is Verdict.AC

    @property
    def scored(self) -> bool:
        """Tell whether the outcome is the student's, not ours."""
        return self is not Verdict.JE


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the one-line verdict of a submission; of nothing at all it is JE: fail closed."""
    return max(verdicts, key=lambda verdict: verdict.severity, default=Verdict.JE)
