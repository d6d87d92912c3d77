"""Let the processes of a session note what their tasks make, wait for, hold and start.

    leader      install(folder, students_folder), before the student's import
    forked      a sheet of its own, from the first thing it notes
    spawned     install_in_child(), from the hook that its parent's main module names

Nothing of this decides anything, and nothing of it may disturb the program: what goes wrong in
here is dropped. An operation that does not wait costs one to three microseconds more than before.
"""

from __future__ import annotations

import _thread
import functools
import importlib
import math
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from . import places, stack_dumps
from .sheet import AWAITS, CODES, COUNTS, HOLDS, WAITS, Sheet

FOLDER_VARIABLE = "GRADER_JOURNAL"
STUDENT_VARIABLE = "GRADER_PROGRAM"

MAX_PROCESSES = 400
"""Process ids further than this from the first one's get no sheet."""

MAX_SAME = 8
"""How often one thread's hold on one thing is noted."""

Key = tuple[int, int]


class Journal:
    """What this process notes. Its sheet is made anew after a fork."""

    def __init__(self, folder: str | None = None) -> None:
        self.begin_in(folder)

    def begin_in(self, folder: str | None) -> None:
        """Note into this folder from now on; without one, nothing is noted."""
        self._folder = folder
        self._first_pid = os.getpid()
        self.forget()

    @property
    def begun(self) -> bool:
        """Tell whether anything is noted."""
        return self._folder is not None

    def forget(self) -> None:
        """Begin anew, as the child of a fork must."""
        self._sheet: Sheet | None = None
        self._broken = False
        # Two threads may note something for the first time at once.
        self._making = _thread.RLock()
        self._waiting: dict[int, int | None] = {}
        self._held: dict[Key, list[int]] = {}
        self._counts: dict[Key, list[int]] = {}
        self._serial = 0

    def sheet(self) -> Sheet | None:
        """Return this process's sheet; None where none can be made."""
        if self._sheet is None and not self._broken:
            self._make()
        return self._sheet

    def _make(self) -> None:
        with self._making:
            if self._sheet is not None or self._broken or self._folder is None:
                return
            # A program that starts thousands of processes must not fill the disk with sheets.
            if abs(os.getpid() - self._first_pid) > MAX_PROCESSES:
                self._broken = True
                return
            try:
                self._sheet = Sheet(self._folder)
            except (OSError, ValueError):
                self._broken = True

    def new_id(self) -> int:
        """Return a number for something that this process makes, unique in the session."""
        self._serial += 1
        return os.getpid() << 32 | self._serial

    def note(self, **facts: object) -> None:
        """Write a line about something that was made or started."""
        if sheet := self.sheet():
            sheet.note(facts)

    def begin(self, verb: int, thing: int, frame: FrameType | None) -> bool:
        """Note that this thread waits from now on; False if it is in a wait that is noted."""
        ident = threading.get_ident()
        sheet = self.sheet()
        if ident in self._waiting or sheet is None:
            return False
        slot = self._waiting[ident] = sheet.take()
        if slot is not None:
            self._write(sheet, slot, WAITS, verb, thing, frame)
        return True

    def end(self) -> None:
        """Note that this thread waits no more."""
        slot = self._waiting.pop(threading.get_ident(), None)
        if slot is not None and self._sheet:
            self._sheet.give_back(slot)

    @contextmanager
    def awaiting(self, verb: int, thing: int, frame: FrameType) -> Iterator[None]:
        """Note that a coroutine awaits something; there may be many at once in a thread."""
        sheet = self.sheet()
        slot = sheet.take() if sheet else None
        if sheet and slot is not None:
            self._write(sheet, slot, AWAITS, verb, thing, frame)
        try:
            yield
        finally:
            if sheet and slot is not None and sheet is self._sheet:
                sheet.give_back(slot)

    def hold(self, thing: int, frame: FrameType, count: int = 0) -> None:
        """Note that this thread holds a lock; `count` 1 if taken by a `with` statement."""
        slots = self._held.setdefault((thing, threading.get_ident()), [])
        sheet = self.sheet()
        # A semaphore may be taken here and given back elsewhere, again and again.
        slot = sheet.take() if sheet and len(slots) < MAX_SAME else None
        if sheet is None or slot is None:
            return
        slots.append(slot)
        self._write(sheet, slot, HOLDS, CODES["acquire"], thing, frame, count)

    def drop(self, thing: int) -> None:
        """Note that a lock is released, by its holder or by another."""
        sheet = self._sheet
        if sheet is None:
            self.count("release_by_other", thing)
            return
        slots = self._held.get((thing, threading.get_ident()))
        if not slots:
            self.count("release_by_other", thing)
            slots = next((v for (of, _), v in list(self._held.items()) if of == thing and v), None)
        if slots:
            sheet.give_back(slots.pop())

    def count(self, verb: str, thing: int) -> None:
        """Count one operation."""
        sheet = self.sheet()
        key = (CODES[verb], thing)
        entry = self._counts.get(key)
        if sheet is None:
            return
        if entry is None:
            slot = sheet.take()
            if slot is None:
                return
            entry = self._counts[key] = [slot, 0]
        entry[1] += 1
        sheet.write(entry[0], COUNTS, key[0], 0, 0, thing, 0, entry[1], 0.0)

    def set_alarm(self, at: float) -> None:
        """Note when SIGALRM may come; 0 for never."""
        if sheet := self.sheet():
            sheet.set_alarm(at)

    def _write(
        self, sheet: Sheet, slot: int, kind: int, verb: int, thing: int, frame: FrameType | None,
        count: int = 0,
    ) -> None:  # fmt: skip
        file = sheet.file_number(frame.f_code.co_filename) if frame else 0
        line = frame.f_lineno if frame else 0
        tid = threading.get_native_id()
        sheet.write(slot, kind, verb, file, tid, thing, line, count, time.monotonic())


_journal: Journal | None = None


PRELOADED = (
    "asyncio",
    "concurrent.futures.process",
    "concurrent.futures.thread",
    "fcntl",
    "multiprocessing.managers",
    "multiprocessing.pool",
    "multiprocessing.popen_fork",
    "multiprocessing.queues",
    "multiprocessing.synchronize",
    "queue",
    "subprocess",
)


def preload() -> None:
    """Load the modules whose primitives are traced, and trace them; nothing is noted yet.

    A zygote calls it once, so that no session pays for it.
    """
    for name in PRELOADED:
        importlib.import_module(name)
    _traced()


def _traced() -> Journal:
    """Trace the primitives of all modules that are loaded, once."""
    global _journal
    if _journal is None:
        from .traced import apply

        _journal = Journal()
        os.register_at_fork(after_in_child=_journal.forget)
        _watch_alarms(_journal)
        apply(_journal)
    return _journal


def install(folder: str, students_folder: str) -> None:
    """Begin to note, and let the agent ask for stacks; sheets are made in `folder`.

    Call it in a session's leader before the student's code is imported. The folder is made, and
    must be one that the session's user may write to.
    """
    os.makedirs(folder, exist_ok=True)
    os.chmod(folder, 0o755)
    os.environ[FOLDER_VARIABLE] = folder
    os.environ[STUDENT_VARIABLE] = students_folder
    places.set_folder(students_folder)
    stack_dumps.register(folder)
    noting = _traced()
    if not noting.begun:
        noting.begin_in(folder)
        noting.note(leader=os.getpid())


def name_thread(name: str) -> None:
    """Note what explanations call the calling thread."""
    if _journal is not None:
        _journal.note(thread=threading.get_native_id(), name=name)


def install_in_child() -> None:
    """Do the same in a spawned process, if its ancestors did."""
    folder = os.environ.get(FOLDER_VARIABLE)
    students_folder = os.environ.get(STUDENT_VARIABLE)
    if not folder or not students_folder:
        return
    try:
        install(folder, students_folder)
    except OSError:
        return  # The program goes on without a journal.
    from .traced import apply_later

    apply_later(_traced())


def _watch_alarms(journal: Journal) -> None:
    """Note every alarm and interval timer: `/proc` does not show them."""
    set_alarm, set_timer = signal.alarm, signal.setitimer

    @functools.wraps(set_alarm)
    def alarm(*args: Any, **kwargs: Any) -> int:
        left = set_alarm(*args, **kwargs)
        seconds = args[0] if args else kwargs.get("seconds", 0)
        journal.set_alarm(time.monotonic() + seconds if seconds else 0.0)
        return left

    @functools.wraps(set_timer)
    def setitimer(which: int, seconds: float, interval: float = 0.0) -> tuple[float, float]:
        before = set_timer(which, seconds, interval)
        if which == signal.ITIMER_REAL:
            at = time.monotonic() + seconds if seconds else 0.0
            journal.set_alarm(math.inf if seconds and interval else at)
        return before

    signal.alarm = alarm
    signal.setitimer = setitimer
