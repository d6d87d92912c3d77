"""One judge process on one box: start it, and take in what it tells until it ends."""

from __future__ import annotations

import multiprocessing
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from importlib.machinery import ModuleSpec
from typing import Any

from grader.errors import WireError
from grader.judge import link
from grader.judge.job import BOX_LOST, Job, load_event
from grader.judge.trial import Trial
from grader.model import CaseResult, Limits, Verdict
from grader.sandbox.base import Box
from grader.words import _

SILENCE_SECONDS = 30.0
"""How long over a case's limit a judge process may be silent before it is killed."""


@dataclass(slots=True)
class Attempt:
    """One judge process on one box."""

    job: Job
    box: Box
    trial: Trial
    open_case: str | None = None
    patience_seconds: float = 0.0
    """How long the judge process may be silent now."""
    silent: str | None = None
    """What there is to say of a box that has not answered at all."""
    unfit: str | None = None
    """Why the job cannot be done in such a box."""
    finished: bool = False
    unclean: bool = False
    uncollected: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Judge what is left; note in the trial how far that went."""
        self.be_patient(self.job.exercise.limits.wall_seconds)
        ours, theirs = socket.socketpair()
        process = start(self.job, self.box, theirs, self.trial)
        theirs.close()
        try:
            for event in self._events(ours):
                self.take(event)
        except (WireError, TimeoutError) as error:
            self.trial.faults.append(str(error))
        finally:
            ours.close()
            process.kill()
            process.join()
        self._settle(process.exitcode)

    def _events(self, events: socket.socket) -> Iterator[dict[str, Any]]:
        buffer = b""
        while True:
            events.settimeout(self.patience_seconds)
            try:
                data = events.recv(1 << 16)
            except TimeoutError:
                raise TimeoutError("the judge process fell silent") from None
            if not data:
                return
            *lines, buffer = (buffer + data).split(b"\n")
            yield from map(load_event, lines)

    def be_patient(self, wall_seconds: float) -> None:
        """Let the judge process be silent for as long as a case may take, and a while longer."""
        # What a case shares with others keeps to the exercise's own limits.
        most = max(wall_seconds, self.job.exercise.limits.wall_seconds)
        self.patience_seconds = most + SILENCE_SECONDS

    def take(self, event: dict[str, Any]) -> None:
        """Note what the judge process tells."""
        kind = event["event"]
        if kind == "collected":
            self.trial.plan(event["cases"])
        elif kind == "started":
            self.open_case = event["name"]
            self.be_patient(event["wall_seconds"])
        elif kind == "case":
            self.open_case = None
            self._add(event["result"])
        elif kind == "unfinished":
            self.open_case = None
            self.trial.leave(event["name"])
        elif kind == "uncollected":
            self.uncollected.append(f"{event['file']}: {event['text']}")
            self.trial.close_uncollected(event["file"], event["text"])
        elif kind == "silent":
            self.silent = event["text"]
        elif kind == "unfit":
            self.unfit = event["text"]
        elif kind == "unclean":
            self.unclean = True
        elif kind == "fault":
            self.trial.faults.append(event["text"])
        elif kind == "finished":
            self.finished = True

    def _add(self, result: CaseResult) -> None:
        # A box that the kernel killed for its memory looks to the judge like one that vanished.
        lost = result.verdict is Verdict.JE and result.message.startswith(BOX_LOST)
        if lost and self.box.fate().out_of_memory:
            result = _out_of_memory(result, self.job.exercise.limits)
        elif lost:
            self.trial.faults.append(result.message)
        self.trial.add(result)

    def _settle(self, exit_code: int | None) -> None:
        if self.uncollected:
            text = "\n".join(self.uncollected)
            self.trial.faults.append(f"a test file could not be collected: {text}")
        if not self.finished:
            place = "" if self.open_case is None else f" in {self.open_case}"
            self.trial.faults.append(f"the judge process ended with status {exit_code}{place}")
        if self.open_case is not None:
            message = _("The judge ended in this case (status {code}).", code=exit_code)
            self.trial.close_open_case(self.open_case, Verdict.JE, message)
        left = self.trial.planned.keys() - self.trial.done
        planned = bool(self.trial.planned) or (self.finished and not self.unclean)
        self.trial.complete = planned and not left


def _out_of_memory(result: CaseResult, limits: Limits) -> CaseResult:
    return replace(
        result,
        verdict=Verdict.MLE,
        message=_(
            "The program needed more than {size} MiB of memory.", size=limits.memory_bytes >> 20
        ),
        help=_("Look for a list or a queue that grows without end."),
    )


_server_lock = threading.Lock()


def start(job: Job, box: Box, events: socket.socket, trial: Trial) -> Any:
    """Fork a judge process from the server that has pytest loaded already."""
    from grader.judge import process

    context = multiprocessing.get_context("forkserver")
    with _server_lock, _without_main():
        context.set_forkserver_preload(["grader.judge.server"])
        judge_process = context.Process(
            target=process.main,
            args=(job, box.stream, events),
            kwargs={
                "multiplexed": box.multiplexed,
                "base_uid": box.base_uid,
                "done": trial.done,
                "tried": frozenset(trial.tried),
                "start_seconds": link.START_SECONDS,
            },
        )
        judge_process.start()
    return judge_process


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep what is started from running our caller's main module again: it needs nothing of that.

    A script's would be run anew in each process, with all that it imports; one that is named so is
    left alone. Source: multiprocessing.spawn of Python 3.11 to 3.14, `_fixup_main_from_name`.
    """
    main = sys.modules["__main__"]
    spec = getattr(main, "__spec__", None)
    main.__spec__ = ModuleSpec("grader.__main__", None)
    try:
        yield
    finally:
        main.__spec__ = spec
