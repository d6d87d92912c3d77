"""The judge process: pytest with the hidden tests, under limits of its own.

It is forked from a server that has pytest loaded, is given one end of a box's stream and one end of
a socket for its events, and exits when the suite is done. It runs the author's code; of the
student's it sees only data.
"""

from __future__ import annotations

import contextlib
import io
import os
import resource
import socket
import sys
import tempfile
import threading
from collections.abc import Collection
from pathlib import Path

import pytest
import pytest_timeout

from grader import words
from grader.judge import files, surroundings, testthreads
from grader.judge.bench import Bench, install
from grader.judge.importer import Finder, State
from grader.judge.job import Job, dump_event
from grader.judge.link import Link, SilentBox
from grader.judge.looks import teach_enums
from grader.judge.plugin import Plugin
from grader.sandbox.bundle import bundle

MEMORY_BYTES = 2 << 30
FILE_BYTES = 256 << 20
STACK_BYTES = 4 << 20
"""Of a thread: each caller that a gate holds has one here, and hundreds must fit the memory."""

OPTIONS = (
    "-p", "no:cacheprovider", "-p", "no:junitxml", "-p", "no:pastebin",
    # These two only warn, and collect garbage several times over for it.
    "-p", "no:unraisableexception", "-p", "no:threadexception",
    "--import-mode=importlib", "-o", "addopts=", "-o", "filterwarnings=",
    "--timeout-method=signal", "--continue-on-collection-errors",
)  # fmt: skip


class OtherPython(Exception):
    """The box has another Python than the one that the job's order was found under."""


def main(
    job: Job,
    stream: socket.socket,
    events: socket.socket,
    *,
    multiplexed: bool,
    base_uid: int | None,
    start_seconds: float,
    done: Collection[str] = (),
    tried: Collection[str] = (),
) -> None:
    """Judge the job's cases but those in `done`; tell the events; never return.

    Those in `tried` have cost a box before they could be tried in all orders.
    """
    status = 1
    try:
        # In the terminal's own session ^C would end us before whoever started us could decide.
        os.setsid()
        _limit_ourselves()
        threading.stack_size(STACK_BYTES)
        words.set_language(job.language)
        link = Link(stream, multiplexed=multiplexed, bundle=bundle())
        link.hello(
            job.submission.files,
            job.exercise.limits,
            base_uid,
            timeout_seconds=start_seconds,
            words=words.for_the_box(job.language),
        )
        _check_python(job, link.python)
        _judge(job, link, events, done, tried)
        link.close()
        status = 0
    except BaseException as error:
        kind = _KINDS.get(type(error), "fault")
        text = str(error) if kind == "unfit" else f"{type(error).__name__}: {error}"
        with contextlib.suppress(OSError):
            events.sendall(dump_event(kind, {"text": text}))
    finally:
        events.close()
        os._exit(status)


_KINDS: dict[type[BaseException], str] = {SilentBox: "silent", OtherPython: "unfit"}
"""What is wrong with the whole box, by the name of its event."""


def _check_python(job: Job, here: str) -> None:
    """Refuse an order that this box's Python would not repeat: it takes other steps."""
    wanted = job.schedule.python if job.schedule is not None else ""
    if wanted and wanted != here:
        raise OtherPython(f"The order was found under Python {wanted}; this sandbox has {here}.")


def _judge(
    job: Job,
    link: Link,
    events: socket.socket,
    done: Collection[str],
    tried: Collection[str],
) -> None:
    bench = Bench(link, job.exercise.limits)
    install(bench)
    state = State()
    Finder(job.exercise.modules, state, job.submission.files).install()

    def emit(event: str, **details: object) -> None:
        events.sendall(dump_event(event, details))

    plugin = Plugin(bench, job, state, emit, done, tried)
    with tempfile.TemporaryDirectory(prefix="grader-judge-") as scratch:
        code, said = _run_pytest(job, plugin, scratch)
    if code in (pytest.ExitCode.INTERNAL_ERROR, pytest.ExitCode.USAGE_ERROR):
        # Only the last line, which says what is wrong: what comes before it may be a test's source.
        last = (said.strip().splitlines() or ["no reason is known"])[-1]
        emit("fault", text=f"pytest could not run the tests: {last[:1000]}")
    emit("finished", code=code)


def heed_no_surroundings() -> None:
    """Let pytest take neither plugins nor options from where the grader happens to run."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    # A Python that a test starts must not import what the program has written where it starts.
    os.environ["PYTHONSAFEPATH"] = "1"
    os.environ.pop("PYTEST_ADDOPTS", None)


def _run_pytest(job: Job, plugin: Plugin, scratch: str) -> tuple[int, str]:
    """Return pytest's exit code, and what it and the tests have printed."""
    heed_no_surroundings()
    files.install(Path(scratch))
    surroundings.install()
    testthreads.install()
    teach_enums()
    os.chdir(os.path.join(scratch, "work"))
    tempfile.tempdir = os.path.join(scratch, "temp")
    sys.path[:] = [*(path for path in sys.path if path not in ("", ".")), *map(str, job.folders)]
    tests = job.exercise.root / "tests"
    arguments = [
        *OPTIONS, f"--rootdir={tests}", f"--basetemp={os.path.join(scratch, 'tmp', 'pytest')}",
        "-o", "tmp_path_retention_policy=none",
        "-c", os.devnull, *map(str, job.folders),
    ]  # fmt: skip
    said = io.StringIO()  # What a program prints may come while pytest captures nothing.
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = int(pytest.main(arguments, plugins=[plugin, pytest_timeout]))
    return code, said.getvalue()


def _limit_ourselves() -> None:
    for kind, value in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        if hard == resource.RLIM_INFINITY or hard >= value:
            resource.setrlimit(kind, (value, hard))
