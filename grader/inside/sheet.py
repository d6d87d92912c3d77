"""The file in which one process of a session keeps what its tasks wait for and hold.

    header   magic, pid, parent, when its alarm comes (monotonic), bytes of text used
    slots    fixed-size facts that change all the time: who waits, who holds, how often
    text     one JSON object a line, added to and never changed: what was made and started where

A slot is written in one go and needs no lock; a process may be killed at any moment. The
file is the student's to forge: it explains, and it can keep a verdict back.
"""

from __future__ import annotations

import _thread
import contextlib
import json
import mmap
import os
import struct
from dataclasses import dataclass

MAGIC = b"grader-1"
HEADER = struct.Struct("<8sIIdI")
SLOT = struct.Struct("<BBHIQIId")
"""Kind, verb, file, thread, object, line, count, since."""
SLOTS = 512
SLOTS_AT = 64
TEXT_AT = SLOTS_AT + SLOTS * SLOT.size
TEXT_BYTES = 128 * 1024
SIZE = TEXT_AT + TEXT_BYTES
ALARM_AT = 16
USED_AT = 24
SUFFIX = ".journal"

FREE, WAITS, HOLDS, COUNTS, AWAITS = range(5)
VERBS = (
    "acquire get put join wait recv send task_done set notify release release_by_other "
    "process_join thread_join pool_join result call close child from_outside"
).split()
CODES = {verb: code for code, verb in enumerate(VERBS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One slot, read."""

    kind: int
    verb: str
    file: str | None
    tid: int
    thing: int
    line: int
    count: int
    since: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One process's sheet, read."""

    pid: int
    parent: int
    alarm_at: float
    """When SIGALRM may come, on the monotonic clock; 0 for never, inf for again and again."""
    facts: tuple[Fact, ...]
    notes: tuple[dict[str, object], ...]


class Sheet:
    """The writing side. Never raises once it stands; a full sheet leaves facts out."""

    def __init__(self, folder: str) -> None:
        path = os.path.join(folder, f"{os.getpid()}{SUFFIX}")
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)  # To cut it short would pull the ground from under whoever has it.
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        try:
            os.fchmod(fd, 0o644)
            os.ftruncate(fd, SIZE)
            self._map = mmap.mmap(fd, SIZE)
        finally:
            os.close(fd)
        HEADER.pack_into(self._map, 0, MAGIC, os.getpid(), os.getppid(), 0.0, 0)
        self._free = list(range(SLOTS - 1, -1, -1))
        self._used = 0
        self._files: dict[str, int] = {}
        self._writing = _thread.RLock()
        """What takes more than one step: the text, and the numbers of files."""

    def take(self) -> int | None:
        """Return a free slot; None when all are taken."""
        try:
            return self._free.pop()
        except IndexError:
            return None

    def give_back(self, slot: int) -> None:
        """Empty a slot."""
        self._map[SLOTS_AT + slot * SLOT.size] = FREE
        self._free.append(slot)

    def write(
        self, slot: int, kind: int, verb: int, file: int, tid: int, thing: int, line: int,
        count: int, since: float,
    ) -> None:  # fmt: skip
        """Write one slot."""
        SLOT.pack_into(
            self._map, SLOTS_AT + slot * SLOT.size, kind, verb, file, tid, thing, line, count, since
        )

    def file_number(self, name: str) -> int:
        """Return a file name's number, from 1 on; 0 when there are too many."""
        with self._writing:
            number = self._files.get(name)
            if number is None:
                number = len(self._files) + 1
                if number > 0xFFFF:
                    return 0
                self._files[name] = number
                self.note({"file": number, "path": name})
            return number

    def note(self, facts: dict[str, object]) -> None:
        """Add a line of text, if there is room."""
        line = json.dumps(facts).encode() + b"\n"
        with self._writing:
            if self._used + len(line) > TEXT_BYTES:
                return
            at = TEXT_AT + self._used
            self._map[at : at + len(line)] = line
            self._used += len(line)
            struct.pack_into("<I", self._map, USED_AT, self._used)

    def set_alarm(self, at: float) -> None:
        """Tell when SIGALRM may come."""
        struct.pack_into("<d", self._map, ALARM_AT, at)


def read_page(path: str) -> Page | None:
    """Read one sheet, whatever stands in it; None where it is no sheet."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        fd = os.open(path, flags)
    except OSError:
        return None
    try:
        raw = os.pread(fd, SIZE, 0)
    except OSError:
        return None
    finally:
        os.close(fd)
    if len(raw) != SIZE or not raw.startswith(MAGIC):
        return None
    _, pid, parent, alarm_at, used = HEADER.unpack_from(raw)
    notes = tuple(_notes(raw[TEXT_AT : TEXT_AT + min(used, TEXT_BYTES)]))
    files = {note["file"]: note["path"] for note in notes if {"file", "path"} <= note.keys()}
    return Page(
        pid=pid,
        parent=parent,
        alarm_at=alarm_at,
        facts=tuple(_facts(raw[SLOTS_AT:TEXT_AT], files)),
        notes=notes,
    )


def _notes(raw: bytes) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for line in raw.splitlines():
        try:
            note = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(note, dict) and all(isinstance(v, (str, int, list)) for v in note.values()):
            found.append(note)
    return [note for note in found if not isinstance(note.get("file"), list)]


def _facts(raw: bytes, files: dict[object, object]) -> list[Fact]:
    found = []
    for kind, verb, file, tid, thing, line, count, since in SLOT.iter_unpack(raw):
        if not FREE < kind <= AWAITS or verb >= len(VERBS):
            continue
        path = files.get(file)
        found.append(
            Fact(
                kind=kind,
                verb=VERBS[verb],
                file=path if isinstance(path, str) else None,
                tid=tid,
                thing=thing,
                line=line,
                count=count,
                since=since,
            )
        )
    return found
