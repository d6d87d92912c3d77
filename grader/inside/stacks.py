"""Python stacks of the threads of other processes, which they dump when they are sent a signal.

What stands in the file is the student's to forge: it explains, it never decides.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import re
import time
from dataclasses import dataclass

from . import procfs
from .procfs import Process
from .sheet import SUFFIX, read_page
from .stack_dumps import FILE_NAME, SIGNAL, THREAD_SIGNAL

WAIT_SECONDS = 0.05
"""How long to wait for one process's stacks, or one thread's."""
MAX_SECONDS = 0.3
"""How long to wait for all threads of a process that are asked one by one."""
TGKILL = {"x86_64": 234, "aarch64": 131}
MAX_DUMP = 256 * 1024
OUR_PACKAGE = __name__.partition(".")[0]
"""Of another name in a box than where this was installed."""
OUR_FOLDER = os.path.join(OUR_PACKAGE, "inside", "")
OUR_FOLDERS = (OUR_FOLDER, os.path.join(OUR_PACKAGE, "wire", ""))
"""Frames of what `wrappers` and `locks` put around the student's calls tell nobody anything."""
OUR_CHANNEL = os.path.join(OUR_FOLDER, "channel.py")
PTHREAD_BYTES = 2048
"""As much of a thread's descriptor is searched for its kernel id (glibc and musl keep it there)."""

_THREAD = re.compile(
    r"^(?:Stack|(?:Current thread|Thread) (0x[0-9a-f]+)(?: \[(.*)\])?) \(most recent call first\):$"
)
_FRAME = re.compile(r'^  File "(.*)", line (\d+|\?\?\?) in (.*)$')


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One call on a stack."""

    file: str
    line: int
    function: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """One thread's calls, the innermost first."""

    ident: int
    """`threading.get_ident()` of the thread: on Linux the address of its descriptor.

    0 where one thread was asked about itself.
    """
    name: str | None
    """Known from Python 3.14 on."""
    frames: tuple[Frame, ...]
    in_channel: bool = False
    """It talks with the judge: it waits for a request, or for a function of the test."""


def _is_ours(frame: Frame) -> bool:
    return any(folder in frame.file for folder in OUR_FOLDERS)


def parse(text: str) -> tuple[Stack, ...]:
    """Read a faulthandler dump, as 3.11 to 3.14 write it; lines that don't fit are left out."""
    found: list[Stack] = []
    head: re.Match[str] | None = None
    frames: list[Frame] = []

    def close() -> None:
        if head is not None:
            ident = int(head[1], 16) if head[1] else 0
            kept = tuple(frame for frame in frames if not _is_ours(frame))
            top = list(itertools.takewhile(_is_ours, frames))
            in_channel = any(frame.file.endswith(OUR_CHANNEL) for frame in top)
            found.append(Stack(ident=ident, name=head[2], frames=kept, in_channel=in_channel))

    for line in text.splitlines():
        if match := _THREAD.match(line):
            close()
            head, frames = match, []
        elif match := _FRAME.match(line):
            number = 0 if match[2] == "???" else int(match[2])
            frames.append(Frame(file=match[1], line=number, function=match[3]))
    close()
    return tuple(found)


def of_process(process: Process, folder: str) -> dict[int, Stack]:
    """Fetch the stacks of one process, by kernel thread id. For the agent's side."""
    living = [thread for thread in process.threads if not thread.gone]
    if all(thread.wait.endless for thread in living):
        found = ask(process.pid, folder)
        tids = thread_ids(process.pid, found)
        return {tids[stack.ident]: stack for stack in found if stack.ident in tids}
    deadline = time.monotonic() + MAX_SECONDS
    alone = {}
    for thread in living:
        if time.monotonic() > deadline:
            break
        for stack in ask(process.pid, folder, thread.tid):
            alone[thread.tid] = stack
    return alone


def ask(pid: int, folder: str, tid: int | None = None) -> tuple[Stack, ...]:
    """Fetch the stacks of a process, or of one thread; empty where it can't tell."""
    number = SIGNAL if tid is None else THREAD_SIGNAL
    if not _listens(pid, pid if tid is None else tid, number):
        return ()
    path = os.path.join(folder, FILE_NAME)
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return ()
    try:
        start = os.fstat(fd).st_size
        _send(pid, tid, number)
        return parse(_added(fd, start).decode("utf-8", "replace"))
    except OSError:
        return ()
    finally:
        os.close(fd)


_LIBC = ctypes.CDLL(None, use_errno=True)


def _send(pid: int, tid: int | None, number: int) -> None:
    if tid is None:
        os.kill(pid, number)
    elif call := TGKILL.get(procfs.MACHINE):
        _LIBC.syscall(call, pid, tid, number)


def _listens(pid: int, tid: int, number: int) -> bool:
    """Tell whether a thread takes our signal: by default its process would die of it."""
    try:
        status = procfs.read(f"/proc/{pid}/task/{tid}/status")
    except OSError:
        return False
    found = re.search(rb"\nSigBlk:\t(\w+).*?\nSigCgt:\t(\w+)", status, re.DOTALL)
    bit = 1 << (number - 1)
    return found is not None and bool(int(found[2], 16) & bit) and not int(found[1], 16) & bit


def _added(fd: int, start: int) -> bytes:
    """Wait until the file has grown and grows no more."""
    deadline = time.monotonic() + WAIT_SECONDS
    size = start
    while time.monotonic() < deadline:
        time.sleep(0.001)
        now = os.fstat(fd).st_size
        if now == size and now > start:
            break
        size = now
    return os.pread(fd, min(max(size - start, 0), MAX_DUMP), start)


def thread_ids(pid: int, stacks: tuple[Stack, ...]) -> dict[int, int]:
    """Map thread idents to kernel thread ids, by looking for one of these in the descriptor."""
    tids = frozenset(procfs.numbers_in(f"/proc/{pid}/task"))
    found = {}
    with procfs.as_owner(pid):
        for stack in stacks:
            raw = procfs.memory(pid, stack.ident, PTHREAD_BYTES) or b""
            tid = _first_of(tids, raw)
            if tid is not None:
                found[stack.ident] = tid
    return found


def _first_of(wanted: frozenset[int], raw: bytes) -> int | None:
    for at in range(0, len(raw) - 3, 4):
        value = int.from_bytes(raw[at : at + 4], "little")
        if value in wanted:
            return value
    return None


class Servers:
    """Tell which processes are a Manager's server, idle between two polls of its `stop_event`.

    The session's side notes it where `serve_forever` begins, which only the process's end ends.
    """

    PAUSE_SECONDS = 0.5

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._asked_at: dict[int, float] = {}

    def __call__(self, pid: int) -> bool | None:
        """Look into the process's journal, at most twice a second."""
        now = time.monotonic()
        if now - self._asked_at.get(pid, -self.PAUSE_SECONDS) < self.PAUSE_SECONDS:
            return None
        self._asked_at[pid] = now
        page = read_page(os.path.join(self._folder, f"{pid}{SUFFIX}"))
        return page is not None and any(note.get("serving") == pid for note in page.notes)
