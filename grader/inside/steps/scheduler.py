"""Choose which task goes next, and let it go.

The clock moves only when nobody is ready: to the first moment for which somebody waits. While a
task does what nobody can foresee, as to calculate for long, that takes as long as it really takes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from operator import attrgetter
from typing import Any

from . import strategies
from .protocol import CALL, CHILD, EXPIRED, FREE, GO, IO
from .record import Record
from .tasks import Seat, State
from .thetest import TheTest
from .watch import Watch

PATIENCE_SECONDS = 3.0
"""How long a task that is being started may take to say hello."""
ENDING_SECONDS = 1.0
KILLED_SECONDS = 0.05
RETRY_SECONDS = (0.004, 0.01, 0.02, 0.03)
"""How long to wait before each look at descriptors that nobody of ours could have changed."""
MAX_STEPS = 60_000
MAX_TURNS = 400
"""So often others may go before a task that could: then it goes, for loops must not starve it."""
MAX_TASKS = 256


class Scheduler:
    """Know every task of a session; one of them goes at a time."""

    def __init__(self, schedule: dict[str, Any], hang_up: Callable[[Seat], None]) -> None:
        self.record = Record()
        self.seats: dict[str, Seat] = {}
        self.clock = 0.0
        self._hang_up = hang_up
        """What to do about a task that cannot be told that it may go."""
        self._strategy = strategies.make(schedule)
        self._hasty = bool((schedule.get("parameters") or {}).get("hasty"))
        """A sleep may end while others could still go."""
        self._current: Seat | None = None
        self._free = False
        self._retries = 0
        self._expected: dict[str, float] = {}
        self._ending: dict[int, float] = {}
        self._killed: dict[int, tuple[Seat, float]] = {}
        self.test = TheTest()
        self.programs: set[int] = set()
        """Processes that are no tasks of ours, but work for the program."""
        self._retry_at: float | None = None
        self._lookers: list[Seat] = []
        """Who is still to look again at descriptors, one after the other."""
        self._idle_since: float | None = None
        self._watch = Watch()

    def all(self) -> list[Seat]:
        """Return the tasks that have ever said hello."""
        return list(self.seats.values())

    def timeout(self) -> float | None:
        """Return in how many seconds to look again, whatever happens."""
        if self._free or not self.seats:
            return None
        waits = self._expected or self._ending or self._killed or self._retry_at is not None
        return 0.002 if waits else 0.02

    # -- what has happened -----------------------------------------------------------------------

    def add(self, seat: Seat) -> None:
        """Take in a task that has said hello."""
        self._expected.pop(seat.id, None)
        self.seats[seat.id] = seat
        self.record.task(seat)

    def stop(self, seat: Seat, state: State) -> None:
        """Note that a task does not go any more. Raises ValueError for one that is not known."""
        if seat.id not in self.seats:
            raise ValueError("it never said hello")
        if seat.state is State.AWAY:
            self._retries = 0
        seat.state = state
        self.drop(seat)

    def drop(self, seat: Seat) -> None:
        """Wait for a task no longer, if it was its turn."""
        if self._current is seat:
            self._current = None

    def bury(self, seat: Seat) -> None:
        """Note that a task is gone without a word."""
        seat.state = State.GONE
        self.wake([f"task {seat.id}"])
        self.drop(seat)

    def be_patient(self, seat: Seat) -> None:
        """Let a task sleep for a while: what it waits for is nothing that others do."""
        if self._current is seat:
            self._watch.be_patient()

    def hold(self, calls: int) -> None:
        """Note that a gate holds whoever made the so-manyth call of the test's functions."""
        seat = self._current
        if seat is not None and seat.op == CALL and self.record.calls == calls:
            self.stop(seat, State.AWAY)
            seat.held = True

    def news(self, wakes: list[str], born: list[str]) -> None:
        """Take in what a task's message says of others."""
        self.wake(wakes)
        for name in born:
            if name not in self.seats and len(self._expected) < MAX_TASKS:
                self._expected[str(name)] = time.monotonic() + PATIENCE_SECONDS

    def wake(self, keys: list[str]) -> None:
        """Let those who wait for one of the keys look again."""
        if not keys:
            return
        woken = frozenset(map(str, keys))
        for seat in self.seats.values():
            if seat.state is State.BLOCKED and seat.keys & woken:
                seat.state = State.READY
                self._retries = 0

    def await_end(self, pid: int) -> None:
        """Let nobody go for a moment: a process is about to end."""
        self._ending[pid] = time.monotonic() + ENDING_SECONDS

    def await_signal(self, pid: int, seat: Seat) -> None:
        """Let nobody go for a moment: a task has sent a process a signal."""
        self._killed[pid] = (seat, time.monotonic() + KILLED_SECONDS)

    def has_ended(self, pid: int) -> None:
        """Note that a process has ended, whoever waited for that."""
        self._ending.pop(pid, None)
        if pid in self._killed:
            self._killed.pop(pid)[0].state = State.READY

    # -- who goes --------------------------------------------------------------------------------

    def decide(self) -> None:
        """Let somebody go, if nobody does and somebody can."""
        now = time.monotonic()
        if self._free or self._is_waiting(now):
            return
        ready = [seat for seat in self.seats.values() if seat.state is State.READY]
        if not ready:
            ready = self._after_a_pause(now)
        elif self._hasty and (sleeper := self._next_sleeper()) is not None:
            ready.append(sleeper)
        if ready:
            self._retry_at, self._lookers = None, []
            if self._idle_since is not None:
                self.clock, self._idle_since = self.clock + now - self._idle_since, None
            self._let_go(ready)

    def _is_waiting(self, now: float) -> bool:
        """Tell whether something must happen first that nobody chooses."""
        if self._killed or self._expected or self._ending:
            self._lose_patience(now)
            if self._killed or self._expected or self._ending:
                return True
        if self._current is not None:
            if not self._watch.holds_others_up(self._current, now):
                return True
            self._current.state = State.AWAY
            self._current = None
        return self.test.is_on(now)

    def _lose_patience(self, now: float) -> None:
        """Expect no longer what should have happened by now."""
        for pid, (seat, until) in list(self._killed.items()):
            if now > until:
                del self._killed[pid]
                seat.state = State.READY
        self._expected = {name: until for name, until in self._expected.items() if now <= until}
        self._ending = {pid: until for pid, until in self._ending.items() if now <= until}

    def _next_sleeper(self) -> Seat | None:
        """Return who would wake first of those that only sleep."""
        asleep = [
            s for s in self.all()
            if s.state is State.BLOCKED and s.until is not None and not s.keys
        ]  # fmt: skip
        return min(asleep, key=lambda s: (s.until or 0.0, s.order), default=None)

    def _after_a_pause(self, now: float) -> list[Seat]:
        """Return who may go because time passes: for the program, or really."""
        seats = self.all()
        timed = [s for s in seats if s.state is State.BLOCKED and s.until is not None]
        if timed:
            moment = max(self.clock, min(s.until for s in timed if s.until is not None))
            if not self._has_come(moment, seats, now):
                self._look(seats, now)
                return []
            self.clock, self._idle_since = moment, None
            due = [s for s in timed if s.until is not None and s.until <= self.clock]
            for seat in due:
                seat.state, seat.expired = State.READY, True
            return due
        if not any(s.state is State.BLOCKED for s in seats):
            return []
        away = any(s.state is State.AWAY for s in seats)
        looks = bool(self._lookers) or self._retries < len(RETRY_SECONDS)
        if not away and not (looks and _at_descriptors(seats)):
            self._give_up("blocked")
            return []
        self._look(seats, now)
        return []

    def _has_come(self, moment: float, seats: list[Seat], now: float) -> bool:
        """Tell whether a moment of the program's clock may be now, since nobody else can go."""
        works = any(seat.state is State.AWAY and not seat.held for seat in seats)
        if not works and not self.programs:
            return True
        if self._idle_since is None:
            self._idle_since = now
        return now - self._idle_since >= moment - self.clock

    def _look(self, seats: list[Seat], now: float) -> None:
        """Have those look again who wait at descriptors: what we do not follow may change them.

        When that is, no strategy chooses, and who looks in vain has taken no step: how often one
        looks depends on the machine's speed.
        """
        if not self._lookers:
            if self._retry_at is None:
                pause = RETRY_SECONDS[min(self._retries, len(RETRY_SECONDS) - 1)]
                self._retry_at = now + pause
            if now < self._retry_at:
                return
            self._retry_at = None
            self._retries += 1
            self._lookers = sorted(_at_descriptors(seats), key=attrgetter("order"))
        while self._lookers:
            seat = self._lookers.pop(0)
            if seat.state is State.BLOCKED:
                seat.looks_for = seat.keys
                self._tell(seat, GO)
                return

    def has_looked(self, seat: Seat, *, in_vain: bool) -> None:
        """Note what came of a look: a step, if what the task waited for was there."""
        seat.looks_for = None
        if not in_vain:
            self.record.step(seat, self.clock)
            self._lookers = []

    def _let_go(self, ready: list[Seat]) -> None:
        if self.record.length >= MAX_STEPS:
            self._give_up("steps")
            return
        if len(ready) > 1:
            ready.sort(key=attrgetter("order"))
        before = self.record.last
        chosen = ready[0]
        if len(ready) > 1:
            starved = [seat for seat in ready if seat.passed_over > MAX_TURNS]
            fresh = starved or ready
            options = [seat.option for seat in fresh]
            stays = fresh.index(before) if before in fresh else None
            chosen = fresh[self._strategy.choose(options, stays) % len(fresh)]
            self.record.choice(fresh, chosen, before if before in ready else None)
        for seat in ready:
            seat.passed_over = 0 if seat is chosen else seat.passed_over + 1
        self.record.step(chosen, self.clock)
        alone = len(ready) == 1 and not any(
            s.state in (State.READY, State.AWAY) or s.until is not None
            for s in self.seats.values()
            if s is not chosen and s.state is not State.GONE and s.state is not State.IDLE
        )
        if chosen.state is State.BLOCKED and chosen.until is not None:
            self.clock, chosen.expired = max(self.clock, chosen.until), True
            self.record.slept()
        self._tell(chosen, EXPIRED if chosen.expired else GO, alone)

    def _tell(self, seat: Seat, what: int, alone: bool = False) -> None:
        seat.state, seat.expired, seat.until = State.RUNNING, False, None
        seat.keys, seat.held = frozenset(), False
        self._current = seat
        self._watch.begin(seat)
        try:
            seat.socket.sendall(b"%d %r %d\n" % (what, self.clock, alone))
        except OSError:
            self._hang_up(seat)

    def _give_up(self, why: str) -> None:
        """Let all go their own way."""
        self._free = True
        self.record.freed = why
        for seat in self.all():
            if seat.state in (State.READY, State.BLOCKED, State.AWAY):
                self._tell(seat, FREE)
        self._current = None


def _at_descriptors(seats: list[Seat]) -> list[Seat]:
    return [s for s in seats if s.state is State.BLOCKED and s.keys & {IO, CHILD}]
