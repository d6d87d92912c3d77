"""One session as the agent sees it: its processes, its connections, what it prints and uses."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterable
from typing import Any

from . import keeper, processes
from .evidence import Evidence
from .relay import VIOLATION, Home, Relay
from .watcher import Finding
from .watching import Turns, Watch
from .words import _
from .zygote import request_session

FOR_OURSELVES = -1
"""The number of a request for an explanation that no judge has made."""


class Case:
    """Relay, count and end one session."""

    def __init__(
        self,
        agent: Home,
        number: int,
        limits: dict[str, Any],
        schedule: dict[str, Any] | None = None,
    ) -> None:
        self.agent = agent
        self.number = number
        self.limits = limits
        self._schedule = schedule
        self.uid = None if agent.base_uid is None else agent.base_uid + number % 1000
        self.keeper_pid: int | None = None
        self.leader_pid: int | None = None
        self.control, self._keeper_end = socket.socketpair()
        self.over: str | None = None
        """Which limit the session has gone over, if any."""
        self._ending = False
        self._kills = agent.memory.kills()
        self._control_text = b""
        self._next_check = 0.0
        self._explanation: dict[str, Any] | None = None
        self._journal = os.path.join(self._scratch()[0], f"journal-{number}-{os.urandom(6).hex()}")
        self._evidence = Evidence(self._journal, agent.program)
        self.watch = Watch(self, **self._evidence.hooks())
        self._relay = Relay(self)

    # -- life ---------------------------------------------------------------------------------

    def start(self, zygote: socket.socket) -> None:
        """Have the zygote fork the session."""
        lane, lane_inside = socket.socketpair()
        out, out_inside = os.pipe()
        err, err_inside = os.pipe()
        inside = [lane_inside.fileno(), out_inside, err_inside, self._keeper_end.fileno()]
        request_session(zygote, self._config(), inside)
        lane_inside.close()
        self._keeper_end.close()
        os.close(out_inside)
        os.close(err_inside)
        self._relay.open(lane, out, err)
        self.agent.watch(self.control, self._from_keeper)

    def _config(self) -> dict[str, Any]:
        scratch = self._scratch()
        os.makedirs(scratch[0], exist_ok=True)
        return {
            "journal": self._journal,
            "uid": self.uid,
            "limits": self.limits,
            "counted": self.agent.memory.counted,
            "scratch": scratch,
            # A name that no earlier or other session could have taken.
            "home": os.path.join(scratch[0], f"case-{self.number}-{os.urandom(6).hex()}"),
            "program": self.agent.program,
            "agent": os.path.join(self.agent.box, "agent.zip"),
            "address": self.agent.address,
            "schedule": self._schedule,
        }

    def _scratch(self) -> list[str]:
        private = self.agent.base_uid is not None or os.getpid() == 1
        return ["/tmp", "/dev/shm"] if private else [os.path.join(self.agent.box, "tmp")]

    def _from_keeper(self) -> None:
        try:
            data = self.control.recv(65536)
        except OSError:
            data = b""
        if not data:
            self._lost_keeper()
            return
        *lines, self._control_text = (self._control_text + data).split(b"\n")
        for line in lines:
            fact = json.loads(line)
            if "leader" in fact:
                self._born(fact["leader"])
            elif "exited" in fact:
                self._died(fact["exited"])
            elif "gone" in fact:
                self._gone(fact)

    def _born(self, leader: int) -> None:
        self.leader_pid = leader
        process = processes.read(leader)
        self.keeper_pid = process.parent if process else None
        self.agent.tell(op="opened", session=self.number, pid=leader)

    def _died(self, code: int | None) -> None:
        self._relay.read_last_words()
        if not self._ending:
            self.agent.tell(
                op="died",
                session=self.number,
                code=code,
                over=self.over,
                explanation=self._explanation,
                memory_kills=self.agent.memory.kills() - self._kills,
            )

    def _lost_keeper(self) -> None:
        # As root's, nothing but the kernel ends it; as the student's own user's, the student can.
        if self.uid is None and self.over is None:
            self.over = VIOLATION + _("it killed a process of the grader")
        self._died(None)
        self._gone({"gone": False})

    def judge_waits(self, request: dict[str, Any]) -> None:
        """Note that the judge only waits, or no longer; so does who chooses the order."""
        self.watch.judge_waits(request["received"])
        if "asked" in request:
            self._tell_keeper(keeper.WAITS, request["asked"], request["answered"])

    def judge_holds(self, callbacks: int) -> None:
        """Note that a gate of the test holds the program's latest call of it."""
        self._tell_keeper(keeper.HOLDS, callbacks)

    def _tell_keeper(self, what: bytes, *numbers: int) -> None:
        try:
            self.control.sendall(b" ".join([what, *(b"%d" % number for number in numbers)]) + b"\n")
        except OSError:
            pass  # The keeper is gone: its end of the control socket closes, which ends the case.

    def end(self) -> None:
        """End all of the session; the keeper answers when it is proved gone."""
        self._ending = True
        self.watch.stop()
        self._tell_keeper(keeper.END)

    def _gone(self, fact: dict[str, Any]) -> None:
        self._relay.close()
        self.agent.unwatch(self.control)
        self.control.close()
        self.agent.forget(self.number)
        self.agent.tell(
            op="ended",
            session=self.number,
            clean=bool(fact["gone"]) and self._nothing_left(),
            cpu_seconds=fact.get("cpu_seconds"),
            memory_bytes=fact.get("memory_bytes"),
            schedule=fact.get("schedule"),
            memory_kills=self.agent.memory.kills() - self._kills,
        )

    def _nothing_left(self) -> bool:
        if self.uid is None:
            return True  # The keeper had no children left, which is all that can be known.
        return not any(
            _owner(pid) == self.uid and processes.runs(pid)
            for pid in processes.everyone()
            if pid != self.keeper_pid
        )

    # -- what it says ----------------------------------------------------------------------------

    def connect(self, sock: socket.socket, number: int, pid: int) -> None:
        """Take in a connection that a process of the session opened."""
        self._relay.connect(sock, number, pid, leader=pid == self.leader_pid)

    def to_session(self, number: int, payload: bytes) -> None:
        """Pass a message of the judge on."""
        self._relay.to_session(number, payload)

    def turns(self) -> Iterable[Turns]:
        """Return the turns of all connections that are open."""
        return self._relay.turns()

    # -- what it uses ------------------------------------------------------------------------------

    def stop(self, reason: str) -> None:
        """Kill the leader, because the session went over a limit."""
        if self.over is None:
            self.over = reason
            self._signal_leader()

    def _stop_explained(self, reason: str) -> None:
        """Kill the leader a moment later, when it is known what ran and what waited."""
        if self.over is None:
            self.over = reason
            self.explain(FOR_OURSELVES)

    def _signal_leader(self) -> None:
        if self.leader_pid is not None:
            try:
                os.kill(self.leader_pid, 9)
            except ProcessLookupError:
                pass

    def tick(self, now: float) -> None:
        """Look at what the session does and uses."""
        self.watch.tick(now)
        if self.keeper_pid is not None:
            self._tell_explanations(self.keeper_pid, now)
        if now < self._next_check or self.keeper_pid is None or self._ending:
            return
        self._next_check = now + 0.1
        tree = processes.descendants(self.keeper_pid)
        own = processes.read(self.keeper_pid)
        used = sum(p.cpu_seconds for p in tree) + (own.cpu_seconds if own else 0.0)
        if used > self.limits["cpu_seconds"]:
            self._stop_explained("cpu")
        elif self._memory_is_over(tree):
            self.stop("memory")

    def _memory_is_over(self, tree: Iterable[processes.Process]) -> bool:
        if self.agent.memory.counted:
            return self.agent.memory.kills() > self._kills
        # Nobody counts for us: pages that processes share are counted more than once, so twice
        # the limit is the least that is surely too much.
        return sum(p.memory_bytes for p in tree) > 2 * int(self.limits["memory_bytes"])

    def found(self, finding: Finding) -> None:
        """Tell the judge of a proved deadlock."""
        explanation = self._evidence.of_deadlock(finding)
        self.agent.tell(op="deadlock", session=self.number, explanation=explanation)

    def explain(self, request: int) -> None:
        """Tell the judge, a moment later, what runs and what waits."""
        if self.keeper_pid is not None:
            self._evidence.ask(request, self.keeper_pid, time.monotonic())

    def _tell_explanations(self, keeper_pid: int, now: float) -> None:
        why = self.watch.reason or self.watch.withheld
        for request, explanation in self._evidence.answer(keeper_pid, now, why).items():
            if request == FOR_OURSELVES:
                self._explanation = explanation
                self._signal_leader()
                continue
            self.agent.tell(
                op="explained", session=self.number, id=request, explanation=explanation
            )

    def settled(self, request: int) -> None:
        """Tell the judge that every task is blocked or gone."""
        self.agent.tell(op="settled", session=self.number, id=request, received=self.watch.received)

    def tell_left(self, request: int) -> None:
        """Tell the judge what runs besides the leader's own."""
        tree = [] if self.keeper_pid is None else processes.descendants(self.keeper_pid)
        others = [p for p in tree if p.pid != self.leader_pid]
        left = self._evidence.left(self.leader_pid, {p.pid: p.name for p in others})
        self.agent.tell(op="left", session=self.number, id=request, left=left)

    def list(self, request: int) -> None:
        """Tell the judge which processes the session has."""
        tree = [] if self.keeper_pid is None else processes.descendants(self.keeper_pid)
        self.agent.tell(
            op="processes",
            session=self.number,
            id=request,
            processes=[
                {"pid": p.pid, "parent": p.parent, "name": p.name, "state": p.state} for p in tree
            ],
        )


def _owner(pid: int) -> int | None:
    try:
        return os.stat(f"/proc/{pid}").st_uid
    except OSError:
        return None
