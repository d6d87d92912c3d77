"""Run the programs of `tests/deadlocks` under the watcher, without an agent or a sandbox."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grader.inside import procfs, sources
from grader.inside.explain import explain_deadlock
from grader.inside.journal_reader import alarm_pending, closed_cycles
from grader.inside.stacks import Servers
from grader.inside.watcher import Finding, JudgeState, Watcher

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORPUS = HERE.parent / "deadlocks"
TICK_SECONDS = 0.01
WAITING = JudgeState(waiting=True, frames=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How one program's run ended."""

    finding: Finding | None
    exit_code: int | None
    """None while it had not ended, at the finding or at the limit."""
    wall_seconds: float
    withheld: str | None
    output: str
    explanation: dict[str, Any] | None


def programs(kind: str) -> list[Path]:
    """List the programs of `deadlocking` or `healthy`."""
    return sorted((CORPUS / kind).glob("*.py"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A running program below its keeper."""

    keeper: subprocess.Popen[bytes]
    folder: Path
    """Where its processes keep their journals and stacks."""
    program: Path

    def watcher(self, judge: Callable[[], JudgeState] = lambda: WAITING) -> Watcher:
        """Return a watcher for it; without `judge` its judge waits all the time."""
        return Watcher(
            self.keeper.pid,
            judge,
            is_server=Servers(str(self.folder)),
            alarm_pending=lambda pid: alarm_pending(str(self.folder), pid),
            cycles=lambda: closed_cycles(str(self.folder), str(self.program.parent)),
        )

    def output(self) -> bytes:
        """Return what it printed. Waits until it has ended."""
        assert self.keeper.stdout is not None
        return self.keeper.stdout.read()

    def explain(self, finding: Finding) -> dict[str, Any]:
        """Explain a deadlock that was found in it."""
        return explain_deadlock(finding.snapshot, str(self.folder), str(self.program.parent))


@contextmanager
def session(
    program: Path, *, python: str = sys.executable, pass_fds: tuple[int, ...] = ()
) -> Iterator[Session]:
    """Start a keeper with a copy of the program below it; kill it all in the end."""
    with TemporaryDirectory(prefix="grader-deadlock-") as name:
        folder = Path(name)
        (folder / "program").mkdir()
        copied = Path(shutil.copy(program, folder / "program"))
        sources.keep(str(copied), copied.read_bytes())
        with subprocess.Popen(
            [python, "-B", str(HERE / "session_keeper.py"), str(copied), str(folder / "journal")],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=pass_fds,
            env={**os.environ, "GRADER_ROOT": str(ROOT)},
        ) as keeper:
            try:
                yield Session(keeper=keeper, folder=folder / "journal", program=copied)
            finally:
                _end(keeper)


def _end(keeper: subprocess.Popen[bytes]) -> None:
    """Kill all below the keeper, and with the leader it ends by itself."""
    while keeper.poll() is None:
        for pid in procfs.descendants(keeper.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with suppress(subprocess.TimeoutExpired):
            keeper.wait(0.5)


def watch(program: Path, *, limit_seconds: float, python: str = sys.executable) -> Run:
    """Poll the watcher until it finds a deadlock, the program ends, or the limit is reached."""
    began = time.monotonic()
    with session(program, python=python) as running:
        watcher = running.watcher()
        finding = None
        while finding is None and running.keeper.poll() is None:
            now = time.monotonic()
            if now - began > limit_seconds:
                break
            finding = watcher.poll(now)
            if finding is None:
                time.sleep(TICK_SECONDS)
        code = running.keeper.poll()
        wall_seconds = time.monotonic() - began
        output = running.output() if code is not None else b""
        explanation = running.explain(finding) if finding else None
    return Run(
        finding=finding,
        exit_code=code,
        wall_seconds=wall_seconds,
        withheld=watcher.withheld,
        output=output.decode("utf-8", "replace"),
        explanation=explanation,
    )
