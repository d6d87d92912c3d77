"""Prove that nothing in a session can ever go on, or that all of it waits.

    quiet?  --no--> look again later        (one living thread is enough: it is asked first)
      | yes
    50 ms
      |
    quiet, and did nobody run?  --no--> begin again
      | yes: there was an instant at which every thread was blocked
    can a clock or anybody outside end a wait?  --yes--> not proved (`withheld` says why)
      | no
    10 ms
      |
    still the same?  --no--> begin again        (a clock that has just rung is no longer set)
      | yes
    proved

A look costs well under a millisecond; looks are spaced so that they take about one seventieth of
one processor, however large the program is and whatever else the machine does.
`docs/deadlocks.md` says what is proved and why.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from . import procfs
from .cycles import Cycle, CycleProof
from .guards import Surroundings, why_not_closed
from .idle_servers import IdleServers
from .procfs import Process, Snapshot, Thread
from .words import N_, _

GAP_SECONDS = 0.05
"""Between the two looks of a proof."""
CONFIRM_SECONDS = 0.01
"""Between the search for clocks and the last look: whom a clock has woken has run by then."""
SHORTEST_PAUSE_SECONDS = 0.02
LONGEST_PAUSE_SECONDS = 0.5
SHARE_OF_TIME = 70
"""Looks take at most one part in so many of the watcher's time."""
PAUSE_AFTER_WITHHELD_SECONDS = 0.2
NOBODY = N_("no process is left")
UNREADABLE_LOOKS = 20
"""So many looks in a row that fail for want of permission mean that we may not look at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeState:
    """What the judge does at this moment, as the agent knows it.

    `idle` and `owed` have the inodes of sockets that connect the session with the judge; either
    end of a connection will do (`os.fstat(sock).st_ino`).
    """

    waiting: bool
    """The judge waits for a call into the session to end, and does nothing else meanwhile."""
    frames: int
    """Frames relayed so far, both ways: a change between two looks spoils the proof."""
    idle: frozenset[int] = frozenset()
    """Connections on which the session waits for the judge's next request."""
    owed: frozenset[int] = frozenset()
    """Connections on which the session waits for a reply that the judge owes: a held callback."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A deadlock, proved."""

    kind: str
    """`all`: every thread of the session is blocked; `cycle`: those of `cycle` are, for ever."""
    snapshot: Snapshot
    blocked_since: float
    """When the first of the two looks was taken, on the monotonic clock."""
    cycle: Cycle | None = None


@dataclass(slots=True, kw_only=True)
class _Suspicion:
    snapshot: Snapshot
    judge: JudgeState
    at: float
    closed: bool = False
    """Nothing was found that might end a wait; only the last look is missing."""


@dataclass(slots=True, kw_only=True)
class _Proof:
    """The two looks of one question, and why the answer was last no."""

    held_counts: bool
    trusting: bool
    """Whether a process is believed that says it is an idle server: to its own harm only."""
    suspicion: _Suspicion | None = None
    withheld: str | None = None
    next_at: float = field(default=0.0)


class Watcher:
    """Watch one session: all processes below its keeper. Never raises.

    `judge` tells what the judge does now; the agent must have read all that had arrived on its
    connections before it calls `poll` or `settled`, so that no message is in flight unseen.
    `alarm_pending(pid)` tells whether the session's side recorded that SIGALRM is set to come
    (the kernel does not show it); it can only keep a verdict back.
    `is_server(pid)` tells whether a process notes that its main thread is in a Manager's
    `serve_forever`, which wakes once a second for nothing; None while that is not known yet.
    `cycles()` lists the cycles of lock owners that the journal suspects.
    """

    def __init__(
        self,
        keeper_pid: int,
        judge: Callable[[], JudgeState],
        *,
        alarm_pending: Callable[[int], bool] = lambda _pid: False,
        is_server: Callable[[int], bool | None] = lambda _pid: None,
        cycles: Callable[[], Sequence[Cycle]] = lambda: (),
    ) -> None:
        self.reason = procfs.why_unavailable()
        """Why nothing can be proved here; None when it can."""
        self._keeper_pid = keeper_pid
        self._judge = judge
        self._alarm_pending = alarm_pending
        self._deadlock = _Proof(held_counts=False, trusting=True)
        self._settled = _Proof(held_counts=True, trusting=False)
        self._cycles = CycleProof(cycles, GAP_SECONDS)
        self._lively: tuple[int, int] | None = None
        self._servers = IdleServers(is_server)
        self._unreadable_looks = 0

    @property
    def available(self) -> bool:
        """Tell whether this machine lets us prove anything."""
        return self.reason is None

    @property
    def withheld(self) -> str | None:
        """Say what kept the last quiet look from being a proof; None when nothing did."""
        return self._deadlock.withheld

    def poll(self, now: float) -> Finding | None:
        """Look if it is time to, at `now` on the monotonic clock; return a deadlock once proved."""
        if not self.available or now < self._deadlock.next_at:
            return None
        judge = self._judge()
        if judge.owed or not judge.waiting:
            self._deadlock.suspicion = None
            return None
        began = time.thread_time()
        since = self._step(self._deadlock, judge, now)
        finding = self._everything(since) if since is not None else self._partial(now)
        self._pause(self._deadlock, now, time.thread_time() - began)
        return finding

    def settled(self, now: float) -> bool:
        """Tell whether every task is blocked or gone, one that waits for a held callback included.

        Ask again until it is: the proof takes two looks. A task that waits on a clock, or might be
        woken from outside, is not settled.
        """
        if not self.available or now < self._settled.next_at:
            return False
        began = time.thread_time()
        proved = self._step(self._settled, self._judge(), now) is not None
        self._pause(self._settled, now, time.thread_time() - began)
        if proved:
            self._settled.suspicion = None
        return proved

    def _everything(self, since: float) -> Finding | None:
        seen = procfs.snapshot(self._keeper_pid)
        return Finding(kind="all", snapshot=seen, blocked_since=since)

    def _partial(self, now: float) -> Finding | None:
        found = self._cycles.step(now)
        if found is None:
            return None
        seen = procfs.snapshot(self._keeper_pid)
        return Finding(kind="cycle", snapshot=seen, blocked_since=now - GAP_SECONDS, cycle=found)

    def _step(self, proof: _Proof, judge: JudgeState, now: float) -> float | None:
        """Take one look. Return since when all is proved to be blocked; None if it isn't."""
        before = proof.suspicion
        if before is None:
            proof.suspicion = self._suspect(proof, judge, now)
            return None
        if now - before.at < GAP_SECONDS:
            return None
        again = self._look(proof, procfs.descendants, before.snapshot)
        after = self._judge()
        proof.suspicion = None
        if again is None:
            return None
        if after != before.judge or not self._same(proof, before.snapshot, again):
            proof.suspicion = _Suspicion(snapshot=again, judge=after, at=now)
            return None
        return self._conclude(proof, before, again, after, now)

    def _conclude(
        self, proof: _Proof, before: _Suspicion, again: Snapshot, after: JudgeState, now: float
    ) -> float | None:
        """Look for clocks and outsiders; what they woke meanwhile, one more look will show."""
        if before.closed:
            return before.at
        proof.withheld = self._why_not(again, after, proof)
        if proof.withheld:
            proof.next_at = now + PAUSE_AFTER_WITHHELD_SECONDS
            return None
        proof.suspicion = replace(before, closed=True)
        proof.next_at = now + CONFIRM_SECONDS
        return None

    def _suspect(self, proof: _Proof, judge: JudgeState, now: float) -> _Suspicion | None:
        quiet = self._look(proof, procfs.near_descendants, None)
        if quiet is not None and not quiet.processes and not proof.held_counts:
            proof.withheld = _(NOBODY)  # Not yet begun, or just over: not worth a second look.
            return None
        return None if quiet is None else _Suspicion(snapshot=quiet, judge=judge, at=now)

    def _look(
        self, proof: _Proof, list_pids: Callable[[int], list[int]], before: Snapshot | None
    ) -> Snapshot | None:
        """Read all threads; return None at the first sign of life."""
        if self._is_lively():
            return None
        pids = list_pids(self._keeper_pid)
        if before is not None and set(pids) != before.pids:
            return None
        processes = []
        for pid in pids:
            process = procfs.read_process(pid)
            if process is None or not self._is_quiet(proof, process):
                return None
            processes.append(process)
        if before is not None and list_pids(self._keeper_pid) != pids:
            return None
        return Snapshot(processes=tuple(processes))

    def _is_lively(self) -> bool:
        """Ask the thread that was awake last: on a busy program this is all that a look costs."""
        if self._lively is None:
            return False
        pid, tid = self._lively
        with procfs.as_owner(pid):
            thread = procfs.read_thread(pid, tid)
        if thread and not thread.gone and self._may_run(thread):
            return True
        self._lively = None
        return False

    def _may_run(self, thread: Thread) -> bool:
        """Tell whether this thread alone is a sign of life.

        A main thread in a timed wait is not: it may turn out to be an idle server in a full look.
        """
        if thread.tid == thread.pid and thread.wait.kind != "running":
            return False
        return not thread.wait.endless

    def _is_quiet(self, proof: _Proof, process: Process) -> bool:
        for thread in process.threads:
            idle = self._servers.look(process, thread, trusting=proof.trusting)
            if thread.gone or thread.wait.endless or idle:
                continue
            if self._may_run(thread):
                self._lively = (thread.pid, thread.tid)
            self._note_permission(thread)
            return False
        self._unreadable_looks = 0
        return True

    def _note_permission(self, thread: Thread) -> None:
        if thread.call != procfs.UNREADABLE or thread.state != "S":
            self._unreadable_looks = 0
            return
        self._unreadable_looks += 1
        if self._unreadable_looks >= UNREADABLE_LOOKS:
            self.reason = _("/proc/<pid>/syscall of the program cannot be read")

    def _same(self, proof: _Proof, before: Snapshot, after: Snapshot) -> bool:
        """Tell whether nobody ran between two looks, the polls of idle servers apart."""
        return self._standing(proof, before) == self._standing(proof, after)

    def _standing(self, proof: _Proof, seen: Snapshot) -> list[tuple[object, ...]]:
        return [
            (process.started_ticks, thread.pid, thread.tid)
            if self._servers.has(process, thread, trusting=proof.trusting)
            else (process.started_ticks, *thread.stands_like)
            for process in seen.processes
            for thread in process.threads
            if not thread.gone
        ]

    def _why_not(self, seen: Snapshot, judge: JudgeState, proof: _Proof) -> str | None:
        living = [thread for thread in seen.threads if not thread.gone]
        if not living:
            return None if proof.held_counts else _(NOBODY)
        ends = judge.idle | judge.owed if proof.held_counts else judge.idle
        around = Surroundings(
            snapshot=seen,
            keeper_pid=self._keeper_pid,
            judge_ends=ends,
            alarm_pending=self._alarm_pending,
        )
        return why_not_closed(around)

    def _pause(self, proof: _Proof, now: float, cost_seconds: float) -> None:
        """Say when to look next: soon after a quiet look, else by what looking costs."""
        if proof.suspicion is not None:
            proof.next_at = max(proof.next_at, proof.suspicion.at + GAP_SECONDS)
            return
        pause = min(
            max(cost_seconds * SHARE_OF_TIME, SHORTEST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS
        )
        proof.next_at = max(proof.next_at, now + pause)
