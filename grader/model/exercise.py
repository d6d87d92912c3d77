"""An exercise and the ceilings of the box that its submissions run in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from grader.model.schedule import Budget

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bound one case. Wall time is not CPU time; memory and tasks are those of the whole box."""

    wall_seconds: float = 10.0
    cpu_seconds: float = 10.0
    cpus: float = 1.0
    memory_bytes: int = 384 * MIB
    processes: int = 128
    """Processes and threads together, as the kernel counts them."""
    open_files: int = 256
    file_bytes: int = 32 * MIB
    """The largest single file, and the size of /tmp."""
    files: int = 2000
    """Files and folders in /tmp."""
    shared_memory_bytes: int = 16 * MIB
    output_bytes: int = MIB
    """What one case may print, both streams together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """Describe the unit of work that a student solves."""

    slug: str
    title: str
    root: Path
    """`exercises/<slug>`: the manifest, README.md, the starter, tests/visible and tests/hidden."""
    solutions: Path | None
    """`solutions/<slug>`, where there is one."""
    points: float
    """The sum of the points of all cases, visible and hidden."""
    files: tuple[str, ...]
    """What a student hands in, as paths below her folder; the first is the starter."""
    topics: tuple[str, ...] = ()
    difficulty: int = 1
    """1 (first week) to 5."""
    prerequisites: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    schedules: Budget = field(default_factory=lambda: Budget(orders=0))
    """How many orders each case is tried in, where its test does not say."""

    @property
    def starter(self) -> Path:
        """Point to the file that a student begins from."""
        return self.root / self.files[0]

    @property
    def statement(self) -> Path:
        """Point to the statement."""
        return self.root / "README.md"

    def statement_in(self, language: str) -> Path | None:
        """Point to the statement in a language, `README.zh.md`; None where there is none."""
        path = self.statement if language == "en" else self.root / f"README.{language}.md"
        return path if path.is_file() else None

    @property
    def visible_tests(self) -> Path:
        """Point to the folder of the tests that students have."""
        return self.root / "tests" / "visible"

    @property
    def hidden_tests(self) -> Path:
        """Point to the folder of the tests that students do not have."""
        return self.root / "tests" / "hidden"

    @property
    def modules(self) -> tuple[str, ...]:
        """Name the importable modules among the files: `pkg/mod.py` is `pkg.mod`."""
        names = (path.removesuffix(".py").replace("/", ".") for path in self.files)
        return tuple(name.removesuffix(".__init__") for name in names)
