"""Which driver a run uses: the one dictionary that lists them, and the rules of `--sandbox`."""

from __future__ import annotations

from collections.abc import Callable

from grader.errors import SandboxUnavailable, UsageError
from grader.sandbox import engine
from grader.sandbox.base import Driver
from grader.sandbox.docker import DockerDriver
from grader.sandbox.image import Report
from grader.sandbox.local import LocalDriver

DRIVERS: dict[str, Callable[[Report | None], Driver]] = {
    "docker": lambda report: DockerDriver(report=report),
    "local": lambda report: LocalDriver(),
}
"""Drivers that isolate, by the name that `--sandbox` takes, in the order that `auto` prefers."""


def choose(name: str, *, trusted: bool, report: Report | None = None) -> Driver:
    """Return the driver for a run, not yet prepared unless trying it out has prepared it.

    `auto` is Docker where an engine answers, else bubblewrap. Where neither can be had, and with
    `local` where bubblewrap cannot, only `trusted` code is run, without any isolation.

    Raises:
        UsageError: for a name that is none of DRIVERS nor `auto`.
        SandboxUnavailable: when nothing isolates here and the code is not trusted.
    """
    if name == "docker":
        engine.client()
        return DRIVERS["docker"](report)
    if name == "auto" and _engine_answers():
        return DRIVERS["docker"](report)
    if name in ("auto", "local"):
        return _local(trusted=trusted, report=report, without_engine=name == "auto")
    raise UsageError(
        f"there is no sandbox {name!r}", hint=f"choose among: auto, {', '.join(DRIVERS)}."
    )


def _local(*, trusted: bool, report: Report | None, without_engine: bool) -> Driver:
    walled = DRIVERS["local"](report)
    try:
        walled.prepare()
    except SandboxUnavailable as error:
        if trusted:
            return LocalDriver(isolated=False)
        missing = "no Docker engine answers, and " if without_engine else ""
        raise SandboxUnavailable(
            f"nothing here can wall student code off: {missing}{error.what}",
            where=error.where,
            hint="start Docker, or install bubblewrap (`grader doctor` says what is missing); "
            "`--trust-submissions` runs the code with all your rights: only for code you trust.",
        ) from error
    return walled


def _engine_answers() -> bool:
    try:
        engine.client()
    except SandboxUnavailable:
        return False
    return True
