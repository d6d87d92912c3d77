"""What one student handed in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Hold one student's files for one exercise, as bytes that nobody has interpreted yet."""

    id: str
    """Safe as a file name: letters, digits, `.`, `_`, `-`; never begins with `.` or `-`."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Relative POSIX path to content."""
    problem: str | None = None
    """Why it cannot be judged at all, in words for the student; None where it can."""
    help: str | None = None
    """What to do about the problem."""
    notes: tuple[str, ...] = ()
    """What the intake left out, for the instructor."""

    @property
    def digest(self) -> str:
        """Return what tells these files from all others, whoever handed them in."""
        digest = hashlib.sha256()
        for name in sorted(self.files):
            # With its length before it, no two lists of parts look the same.
            for part in (name.encode("utf-8", "surrogatepass"), self.files[name]):
                digest.update(len(part).to_bytes(8, "big"))
                digest.update(part)
        return f"sha256:{digest.hexdigest()}"
