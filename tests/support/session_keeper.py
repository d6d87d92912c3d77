"""Run one program of `tests/deadlocks` as the only session below a subreaper.

    harness ── keeper (this file)     outside the session; every orphan becomes its child
                └─ leader             imports the program and calls its main()

Usage: session_keeper.py PROGRAM JOURNAL_FOLDER. The keeper ends when the leader does, with the
same exit code, and kills what is left.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import signal
import sys
import traceback
from importlib.machinery import ModuleSpec
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36


def main() -> None:
    """Become a subreaper, fork the leader, reap until it ends."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    sys.path.append(os.environ["GRADER_ROOT"])
    importlib.import_module("grader.inside.journal").preload()
    leader = os.fork()
    if leader == 0:
        _lead(Path(sys.argv[1]), sys.argv[2])
    while True:
        pid, status = os.wait()
        if pid == leader:
            _kill_the_rest()
            os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def _lead(program: Path, folder: str) -> None:
    os.setsid()
    sys.path[0] = str(program.parent)
    journal = importlib.import_module("grader.inside.journal")
    journal.install(folder, str(program.parent))
    # Spawned and forkserver children import the hook by this name.
    sys.modules["__main__"].__spec__ = ModuleSpec("grader.inside.child", None)
    try:
        importlib.import_module(program.stem).main()
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def _kill_the_rest() -> None:
    while True:
        path = Path(f"/proc/self/task/{os.getpid()}/children")
        children = [int(text) for text in path.read_text().split()]
        if not children:
            return
        for pid in children:
            os.kill(pid, signal.SIGKILL)
        for _ in children:
            os.wait()


if __name__ == "__main__":
    main()
