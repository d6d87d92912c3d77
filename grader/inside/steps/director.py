"""Hear what tasks say, and have one of them go. It runs in the keeper, out of the program's reach.

expected ── hello ──> ready ── chosen ──> running ── at ──> ready
                                            │─ wait ─> blocked ── woken, or its time ──> ready
                                            │─ away ─> away ── back ──> ready
                                            └─ bye, or its process ends ──> gone
"""

from __future__ import annotations

import json
import os
import socket
import struct
from collections.abc import Callable
from functools import partial
from typing import Any

from ..poller import Poller
from .protocol import CHILD, IO, MAX_UNASKED
from .scheduler import MAX_TASKS, Scheduler
from .tasks import Seat, State, bounded

MAX_NAME = MAX_TEXT = 200
"""Characters of a task's name, which has a number for each of its ancestors, and of what its
process and its thread are called."""
MAX_SECONDS = 1e9
_decode = json.JSONDecoder().decode
"""What `json.loads` does, without asking each time how."""


class Director:
    """Serve the tasks of one session."""

    def __init__(
        self, address: str, schedule: dict[str, Any], uid: int | None, poller: Poller
    ) -> None:
        self._scheduler = Scheduler(schedule, self._hung_up)
        self.record = self._scheduler.record
        self._uid = uid
        self._pids: dict[int, int] = {}
        self._heard: set[Seat] = set()
        self._poller = poller
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(address)
        os.chmod(address, 0o666)
        self._listener.listen(128)
        self._listener.setblocking(False)
        self._poller.watch(self._listener.fileno(), self._accept)
        self._verbs: dict[str, Callable[..., None]] = {
            "hello": self._hello, "at": self._at, "wait": self._wait, "enter": self._enter,
            "leave": self._leave, "away": self._away, "back": self._back, "bye": self._bye,
            "name": self._name, "killed": self._kill, "passed": self._passed,
            "starts": self._starts, "program": self._program,
        }  # fmt: skip

    def timeout(self) -> float | None:
        """Return in how many seconds to decide again, whatever happens."""
        return self._scheduler.timeout()

    def decide(self) -> None:
        """Let somebody go, after what was heard."""
        self._scheduler.decide()

    def judge_waits(self, asked: int, answered: int) -> None:
        """Note that the test only waits, having asked and been answered so often."""
        self._scheduler.test.waits(asked, answered)

    def judge_holds(self, calls: int) -> None:
        """Note that a gate holds whoever made the so-manyth call of the test's functions."""
        self._scheduler.hold(calls)

    def close(self) -> None:
        """Hang up on everybody."""
        for fd in self._pids.values():
            os.close(fd)
        for seat in self._heard:
            seat.socket.close()
        self._listener.close()

    # -- what tasks say --------------------------------------------------------------------------

    def _accept(self) -> None:
        try:
            sock, _ = self._listener.accept()
        except OSError:
            return
        _, uid, _ = _peer(sock)
        if (self._uid is not None and uid != self._uid) or len(self._scheduler.seats) >= MAX_TASKS:
            sock.close()
            return
        seat = Seat(sock)
        self._heard.add(seat)
        self._poller.watch(sock.fileno(), partial(self._read, seat))

    def _read(self, seat: Seat) -> None:
        try:
            lines = seat.receive()
        except (EOFError, OSError):
            self._hung_up(seat)
            return
        for line in lines:
            try:
                verb, *said = _decode(line.decode())
                if seat.looks_for is not None:
                    in_vain = verb == "wait" and _is_as_before(seat, *said)
                    self._scheduler.has_looked(seat, in_vain=in_vain)
                self._verbs[verb](seat, *said)
            except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError):
                self._hung_up(seat)  # It tampers with our own code: it goes without control.
                return

    def _hung_up(self, seat: Seat) -> None:
        self._unregister(seat)
        scheduler = self._scheduler
        if seat.id and scheduler.seats.get(seat.id) is seat and seat.state is not State.GONE:
            scheduler.bury(seat)
            scheduler.wake([IO])
            if not any(s.pid == seat.pid and s.state is not State.GONE for s in scheduler.all()):
                self._ends(seat.pid)
        scheduler.drop(seat)

    def _hello(
        self, seat: Seat, name: str, pid: int, tid: int, thread: str, lane: bool = False
    ) -> None:
        name = str(name)
        if name in self._scheduler.seats or len(name) > MAX_NAME or type(tid) is not int:
            raise ValueError(name)
        seat.is_called(name)
        seat.tid, seat.thread = tid, str(thread)[:MAX_TEXT]
        seat.pid = _peer(seat.socket)[0]
        seat.state = State.IDLE if lane else State.READY
        seat.at("begin", "", 0)
        self._scheduler.add(seat)
        if seat.pid not in self._pids:
            self._follow(seat.pid)

    def _name(self, seat: Seat, process: str) -> None:
        seat.process = str(process)[:MAX_TEXT]
        self.record.name(seat)

    def _at(
        self, seat: Seat, op: str, file: str, line: int, what: str,
        wakes: list[str], born: list[str], owners: object = None,
    ) -> None:  # fmt: skip
        self._scheduler.news(wakes, born)
        seat.at(op, file, line, what, owners)
        self._scheduler.stop(seat, State.READY)

    def _passed(self, seat: Seat, steps: list[tuple[str, str, int, str, object]]) -> None:
        for op, file, line, what, owners in steps[:MAX_UNASKED]:
            place = str(op)[:40], str(file)[:300], int(line), str(what)[:100]
            self.record.passed(seat, *place, bounded(owners))

    def _wait(
        self, seat: Seat, keys: list[str], seconds: float | None, wakes: list[str],
        born: list[str], child: int | None, op: str, file: str, line: int, owners: object = None,
    ) -> None:  # fmt: skip
        self._scheduler.news(wakes, born)
        seat.at(op, file, line, "", owners)
        seat.keys = frozenset(map(str, keys))
        seat.until = None if seconds is None else self._scheduler.clock + _seconds(seconds)
        self._scheduler.stop(seat, State.BLOCKED)
        if CHILD in seat.keys and child is not None and self._has_ended(child):
            seat.state = State.READY

    def _enter(self, seat: Seat, alone: bool, told: bool = False) -> None:
        seat.at("begin", "", 0)
        self._scheduler.test.asks(alone=bool(alone), told=bool(told))
        self._scheduler.stop(seat, State.READY)

    def _leave(self, seat: Seat, *news: Any) -> None:
        self._scheduler.news(*news)
        self._scheduler.test.is_answered()
        self._scheduler.stop(seat, State.IDLE)

    def _away(self, seat: Seat, *news: Any) -> None:
        self._scheduler.news(*news)
        self._scheduler.stop(seat, State.AWAY)

    def _back(self, seat: Seat) -> None:
        self._scheduler.stop(seat, State.READY)

    def _bye(self, seat: Seat, exits: bool, *news: Any) -> None:
        self._scheduler.news(*news)
        self._scheduler.stop(seat, State.GONE)
        self._scheduler.wake([f"task {seat.id}"])
        if exits:
            self._ends(seat.pid)

    def _starts(self, seat: Seat) -> None:
        self._scheduler.be_patient(seat)

    def _program(self, seat: Seat, pid: int) -> None:
        if len(self._pids) < MAX_TASKS:
            self._follow(int(pid))
            self._scheduler.programs |= {int(pid)} & self._pids.keys()

    def _kill(self, seat: Seat, pid: int, op: str, file: str, line: int, *news: Any) -> None:
        self._scheduler.news(*news)
        seat.at(op, file, line)
        self._scheduler.stop(seat, State.AWAY)
        self._scheduler.await_signal(int(pid), seat)

    # -- processes ---------------------------------------------------------------------------------

    def _follow(self, pid: int) -> None:
        try:
            fd = os.pidfd_open(pid)
        except OSError:
            return
        self._pids[pid] = fd
        self._poller.watch(fd, partial(self._process_ended, pid))

    def _has_ended(self, pid: int) -> bool:
        return pid not in self._pids and not any(s.pid == pid for s in self._scheduler.all())

    def _ends(self, pid: int) -> None:
        if pid in self._pids:
            self._scheduler.await_end(pid)

    def _process_ended(self, pid: int) -> None:
        fd = self._pids.pop(pid, None)
        if fd is not None:
            self._poller.unwatch(fd)
            os.close(fd)
        self._scheduler.has_ended(pid)
        self._scheduler.programs.discard(pid)
        for seat in self._scheduler.all():
            if seat.pid == pid:
                self._unregister(seat)
                self._scheduler.bury(seat)
                seat.pid = 0
        self._scheduler.wake([IO, CHILD])

    def _unregister(self, seat: Seat) -> None:
        if seat in self._heard:
            self._heard.discard(seat)
            self._poller.unwatch(seat.socket.fileno())
            seat.socket.close()


def _seconds(given: Any) -> float:
    """Return how long a task waits, which has an end: a clock that says `inf` is no JSON."""
    return min(max(0.0, float(given)), MAX_SECONDS)


def _is_as_before(
    seat: Seat,
    keys: list[str],
    _seconds: object,
    wakes: list[str],
    born: list[str],
    *_place: object,
) -> bool:
    """Tell whether a task waits again for what it looked for, and has changed nothing."""
    return not wakes and not born and seat.looks_for == frozenset(map(str, keys))


def _peer(sock: socket.socket) -> tuple[int, int, int]:
    """Return pid, user id and group id of the other end, as the kernel saw them."""
    pid, uid, gid = struct.unpack("3i", sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return pid, uid, gid
