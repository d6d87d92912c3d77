"""Say which task goes next. It runs in the keeper, beside the program and out of its reach.

    expected ── hello ──> ready ── chosen ──> running ── at ──> ready
                                                │─ wait ─> blocked ── woken, or its time ──> ready
                                                │─ away ─> away ── back ──> ready
                                                └─ bye, or its process ends ──> gone

The clock moves only when nobody is ready: to the first moment for which somebody waits.
"""

from __future__ import annotations

import json
import os
import selectors
import socket
import struct
import time
from collections.abc import Callable
from typing import Any

from . import strategies
from .client import CHILD, EXPIRED, FREE, GO, IO
from .record import Record
from .tasks import Seat, State
from .watch import Watch

PATIENCE_SECONDS = 3.0
"""How long a task that is being started may take to say hello."""
ENDING_SECONDS = 1.0
KILLED_SECONDS = 0.05
HELD_SECONDS = 0.25
"""How long the test may think, with calls of the program under way, before these go on."""
RETRY_SECONDS = (0.004, 0.01, 0.02, 0.03)
"""How long to wait before each look at descriptors that nobody of ours could have changed."""
MAX_STEPS = 60_000
MAX_TURNS = 400
"""So often one task may go on while others could: then it waits, for a loop must not starve all."""
MAX_TASKS = 256


class Director:
    """Serve the tasks of one session."""

    def __init__(self, address: str, schedule: dict[str, Any], uid: int | None) -> None:
        self.record = Record()
        self._strategy = strategies.make(schedule)
        self._hasty = bool((schedule.get("parameters") or {}).get("hasty"))
        """A sleep may end while others could still go."""
        self._uid = uid
        self._seats: dict[str, Seat] = {}
        self._current: Seat | None = None
        self._turns = 0
        self._clock = 0.0
        self._free = False
        self._retries = 0
        self._expected: dict[str, float] = {}
        self._ending: dict[int, float] = {}
        self._killed: dict[int, tuple[Seat, float]] = {}
        self._pids: dict[int, int] = {}
        self._test_waits = False
        self._test_since = 0.0
        self._retry_at: float | None = None
        self._watch = Watch()
        self._selector = selectors.EpollSelector()
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(address)
        os.chmod(address, 0o666)
        self._listener.listen(128)
        self._listener.setblocking(False)
        self._selector.register(self._listener, selectors.EVENT_READ, None)
        self._verbs: dict[str, Callable[..., None]] = {
            "hello": self._hello, "at": self._at, "wait": self._wait, "enter": self._enter,
            "leave": self._leave, "away": self._away, "back": self._back, "bye": self._bye,
            "name": self._name, "killed": self._kill,
        }  # fmt: skip

    def fileno(self) -> int:
        """Return a descriptor that is readable when somebody says something."""
        return self._selector.fileno()

    def timeout(self) -> float | None:
        """Return in how many seconds to look again, whatever happens."""
        if self._free or not self._seats:
            return None
        waits = self._expected or self._ending or self._killed or self._retry_at is not None
        return 0.002 if waits else 0.02

    def serve(self) -> None:
        """Take in what was said, and let somebody go."""
        for key, _ in self._selector.select(0):
            if key.fileobj is self._listener:
                self._accept()
            elif isinstance(key.data, Seat):
                self._read(key.data)
            else:
                self._process_ended(key.data)
        self._decide()

    def close(self) -> None:
        """Hang up on everybody."""
        for key in list((self._selector.get_map() or {}).values()):
            if isinstance(key.fileobj, int):
                os.close(key.fileobj)
            else:
                key.fileobj.close()  # type: ignore[attr-defined]
        self._selector.close()

    # -- what tasks say --------------------------------------------------------------------------

    def _accept(self) -> None:
        try:
            sock, _ = self._listener.accept()
        except OSError:
            return
        _, uid, _ = _peer(sock)
        if (self._uid is not None and uid != self._uid) or len(self._seats) >= MAX_TASKS:
            sock.close()
            return
        seat = Seat(sock)
        self._selector.register(sock, selectors.EVENT_READ, seat)

    def _read(self, seat: Seat) -> None:
        try:
            lines = seat.receive()
        except (EOFError, OSError):
            self._hung_up(seat)
            return
        for line in lines:
            try:
                message = json.loads(line)
                self._verbs[message[0]](seat, *message[1:])
            except (ValueError, TypeError, KeyError, IndexError):
                self._hung_up(seat)  # It tampers with our own code: it goes without control.
                return

    def _hung_up(self, seat: Seat) -> None:
        self._unregister(seat)
        if seat.id and self._seats.get(seat.id) is seat and seat.state is not State.GONE:
            seat.state = State.GONE
            self._wake([IO, f"task {seat.id}"])
            if not any(s.pid == seat.pid and s.state is not State.GONE for s in self._all()):
                self._ends(seat.pid)
        if self._current is seat:
            self._current = None

    def _hello(
        self, seat: Seat, name: str, pid: int, tid: int, thread: str, lane: bool = False
    ) -> None:
        if name in self._seats:
            raise ValueError(name)
        self._expected.pop(name, None)
        seat.id, seat.tid, seat.thread = name, tid, thread
        seat.pid = _peer(seat.socket)[0]
        seat.state = State.IDLE if lane else State.READY
        seat.at("begin", "", 0)
        self._seats[name] = seat
        self.record.task(seat)
        if seat.pid not in self._pids:
            self._follow(seat.pid)

    def _name(self, seat: Seat, process: str) -> None:
        seat.process = process
        self.record.name(seat)

    def _at(self, seat: Seat, op: str, file: str, line: int, what: str, *news: Any) -> None:
        self._news(*news)
        seat.at(op, file, line, what)
        self._stops(seat, State.READY)

    def _wait(
        self, seat: Seat, keys: list[str], seconds: float | None, wakes: list[str],
        born: list[str], child: int | None, op: str, file: str, line: int,
    ) -> None:  # fmt: skip
        self._news(wakes, born)
        seat.at(op, file, line)
        seat.keys = frozenset(map(str, keys))
        seat.until = None if seconds is None else self._clock + max(0.0, float(seconds))
        self._stops(seat, State.BLOCKED)
        if CHILD in seat.keys and child is not None and self._has_ended(child):
            seat.state = State.READY

    def _enter(self, seat: Seat, alone: bool) -> None:
        self._test_waits = self._test_waits or bool(alone)
        seat.at("call", "", 0)
        self._stops(seat, State.READY)

    def _leave(self, seat: Seat, *news: Any) -> None:
        self._news(*news)
        self._test_waits, self._test_since = False, time.monotonic()
        self._stops(seat, State.IDLE)

    def _away(self, seat: Seat, *news: Any) -> None:
        self._news(*news)
        self._stops(seat, State.AWAY)

    def _back(self, seat: Seat) -> None:
        self._stops(seat, State.READY)

    def _bye(self, seat: Seat, exits: bool, *news: Any) -> None:
        self._news(*news)
        self._stops(seat, State.GONE)
        self._wake([f"task {seat.id}"])
        if exits:
            self._ends(seat.pid)

    def _kill(self, seat: Seat, pid: int, op: str, file: str, line: int, *news: Any) -> None:
        self._news(*news)
        seat.at(op, file, line)
        self._stops(seat, State.AWAY)
        self._killed[int(pid)] = (seat, time.monotonic() + KILLED_SECONDS)

    def _stops(self, seat: Seat, state: State) -> None:
        if seat.id not in self._seats:
            raise ValueError("it never said hello")
        if seat.state is State.AWAY:
            self._retries = 0
        seat.state = state
        if self._current is seat:
            self._current = None

    def _news(self, wakes: list[str], born: list[str]) -> None:
        self._wake(wakes)
        for name in born:
            if name not in self._seats and len(self._expected) < MAX_TASKS:
                self._expected[str(name)] = time.monotonic() + PATIENCE_SECONDS

    def _wake(self, keys: list[str]) -> None:
        woken = frozenset(map(str, keys))
        for seat in self._all():
            if seat.state is State.BLOCKED and seat.keys & woken:
                seat.state = State.READY
                self._retries = 0

    # -- processes ---------------------------------------------------------------------------------

    def _follow(self, pid: int) -> None:
        try:
            fd = os.pidfd_open(pid)
        except OSError:
            return
        self._pids[pid] = fd
        self._selector.register(fd, selectors.EVENT_READ, pid)

    def _has_ended(self, pid: int) -> bool:
        return pid not in self._pids and not any(s.pid == pid for s in self._all())

    def _ends(self, pid: int) -> None:
        if pid in self._pids:
            self._ending[pid] = time.monotonic() + ENDING_SECONDS

    def _process_ended(self, pid: int) -> None:
        fd = self._pids.pop(pid, None)
        if fd is not None:
            self._selector.unregister(fd)
            os.close(fd)
        self._ending.pop(pid, None)
        if pid in self._killed:
            self._killed.pop(pid)[0].state = State.READY
        for seat in self._all():
            if seat.pid == pid:
                self._unregister(seat)
                seat.state = State.GONE
                self._wake([f"task {seat.id}"])
                if self._current is seat:
                    self._current = None
                seat.pid = 0
        self._wake([IO, CHILD])

    # -- who goes --------------------------------------------------------------------------------

    def _all(self) -> list[Seat]:
        return list(self._seats.values())

    def _decide(self) -> None:
        now = time.monotonic()
        if self._free or self._is_waiting(now):
            return
        ready = [seat for seat in self._all() if seat.state is State.READY]
        if not ready:
            ready = self._after_a_pause(now)
        elif self._hasty and (sleeper := self._next_sleeper()) is not None:
            ready.append(sleeper)
        self._retry_at = None if ready else self._retry_at
        if ready:
            self._let_go(ready)

    def _is_waiting(self, now: float) -> bool:
        """Tell whether something must happen first that nobody chooses."""
        for pid, (seat, until) in list(self._killed.items()):
            if now > until:
                del self._killed[pid]
                seat.state = State.READY
        self._expected = {name: until for name, until in self._expected.items() if now <= until}
        self._ending = {pid: until for pid, until in self._ending.items() if now <= until}
        if self._killed or self._expected or self._ending:
            return True
        if self._current is not None:
            if not self._watch.holds_others_up(self._current, now):
                return True
            self._current.state = State.AWAY
            self._current = None
        return self._is_tests_turn(now)

    def _is_tests_turn(self, now: float) -> bool:
        return not self._test_waits and now < self._test_since + HELD_SECONDS

    def _next_sleeper(self) -> Seat | None:
        """Return who would wake first of those that only sleep."""
        asleep = [
            s for s in self._all()
            if s.state is State.BLOCKED and s.until is not None and not s.keys
        ]  # fmt: skip
        return min(asleep, key=lambda s: (s.until or 0.0, s.order), default=None)

    def _after_a_pause(self, now: float) -> list[Seat]:
        """Return who may go because time passes: for the program, or really."""
        seats = self._all()
        timed = [s for s in seats if s.state is State.BLOCKED and s.until is not None]
        if timed:
            self._clock = max(self._clock, min(s.until for s in timed if s.until is not None))
            due = [s for s in timed if s.until is not None and s.until <= self._clock]
            for seat in due:
                seat.state, seat.expired = State.READY, True
            return due
        blocked = [s for s in seats if s.state is State.BLOCKED]
        if not blocked:
            return []
        return self._look_again(seats, now)

    def _look_again(self, seats: list[Seat], now: float) -> list[Seat]:
        """Look once more: what we do not follow may have changed a descriptor. Then let all go."""
        away = any(s.state is State.AWAY for s in seats)
        again = [s for s in seats if s.state is State.BLOCKED and s.keys & {IO, CHILD}]
        if not away and (not again or self._retries >= len(RETRY_SECONDS)):
            self._give_up("blocked")
            return []
        if self._retry_at is None:
            pause = RETRY_SECONDS[min(self._retries, len(RETRY_SECONDS) - 1)]
            self._retry_at = now + pause
        if now < self._retry_at:
            return []
        self._retry_at = None
        self._retries += 1
        for seat in again:
            seat.state = State.READY
        return again

    def _let_go(self, ready: list[Seat]) -> None:
        if self.record.length >= MAX_STEPS:
            self._give_up("steps")
            return
        ready.sort(key=lambda seat: seat.order)
        before = self.record.last
        chosen = ready[0]
        if len(ready) > 1:
            tired = self._turns > MAX_TURNS and before in ready
            fresh = [seat for seat in ready if seat is not before] if tired else ready
            options = [seat.option for seat in fresh]
            stays = fresh.index(before) if before in fresh else None
            chosen = fresh[self._strategy.choose(options, stays) % len(fresh)]
            self.record.choice(fresh, chosen, before if before in ready else None)
        self._turns = self._turns + 1 if chosen is before else 0
        self.record.step(chosen, self._clock)
        alone = len(ready) == 1 and not any(
            s.state in (State.READY, State.AWAY) or s.until is not None
            for s in self._all()
            if s is not chosen and s.state is not State.GONE and s.state is not State.IDLE
        )
        if chosen.state is State.BLOCKED and chosen.until is not None:
            self._clock, chosen.expired = max(self._clock, chosen.until), True
            self.record.slept()
        self._tell(chosen, EXPIRED if chosen.expired else GO, alone)

    def _tell(self, seat: Seat, what: int, alone: bool = False) -> None:
        seat.state, seat.expired, seat.until = State.RUNNING, False, None
        seat.keys = frozenset()
        self._current = seat
        self._watch.begin(seat)
        try:
            seat.socket.sendall(json.dumps([what, self._clock, alone]).encode() + b"\n")
        except OSError:
            self._hung_up(seat)

    def _give_up(self, why: str) -> None:
        """Let all go their own way."""
        self._free = True
        self.record.freed = why
        for seat in self._all():
            if seat.state in (State.READY, State.BLOCKED, State.AWAY):
                self._tell(seat, FREE)
        self._current = None

    def _unregister(self, seat: Seat) -> None:
        try:
            self._selector.unregister(seat.socket)
        except (KeyError, ValueError):
            return
        seat.socket.close()


def _peer(sock: socket.socket) -> tuple[int, int, int]:
    """Return pid, user id and group id of the other end, as the kernel saw them."""
    pid, uid, gid = struct.unpack("3i", sock.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return pid, uid, gid
