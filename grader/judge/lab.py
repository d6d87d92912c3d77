"""The `lab` fixture: what a test of concurrent code needs besides pytest.

Everything here happens on the judge's side and in the judge's time: that a callback came in, when,
and from which process, is fact, whatever the program says.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import Any

from grader.judge import proxies
from grader.judge.bench import bench
from grader.judge.calls import request
from grader.judge.probes import FIRST, Gate, Probe
from grader.judge.refs import Path
from grader.judge.session import Session
from grader.judge.sharing import make_shared
from grader.judge.waiters import CALL_THREADS, waiters

ENDED = ("Z", "X")
"""States in /proc of a process that does nothing any more. Source: proc(5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessInfo:
    """One process of the student's program, as the kernel sees it."""

    pid: int
    parent: int
    name: str
    state: str
    """As in /proc: R running, S sleeping, Z ended and not waited for, …"""


class Call:
    """A call of the program that is in flight."""

    def __init__(self, session: Session, function: Callable[[], Any]) -> None:
        self._session = session
        self._future: Future[Any] = Future()
        threading.Thread(target=self._run, args=(function,), name=CALL_THREADS, daemon=True).start()

    def _run(self, function: Callable[[], Any]) -> None:
        try:
            result, error = function(), None
        except BaseException as raised:
            result, error = None, raised
        waiters.delivered(self._future)  # Before whoever waits for it could go on.
        if error is None:
            self._future.set_result(result)
        else:
            self._future.set_exception(error)

    @property
    def done(self) -> bool:
        """Tell whether the call has returned or raised."""
        return self._future.done()

    def result(self, timeout: float | None = None) -> Any:
        """Wait for what the call returns; raise what it raised.

        With a `timeout`, in seconds, a TimeoutError after that; without, the case's own limit.
        """
        return self._wait(timeout, self._future.result)

    def exception(self, timeout: float | None = None) -> BaseException | None:
        """Wait for the call's end and return what it raised, or None."""
        return self._wait(timeout, self._future.exception)  # type: ignore[no-any-return]

    def _wait(self, timeout: float | None, get: Callable[..., Any]) -> Any:
        if not self._future.done():
            self._session.wait_for(self._future, self._until_done, timeout)
        return get(timeout=0)

    def _until_done(self, timeout: float) -> None:
        if not wait([self._future], timeout).done:
            raise TimeoutError


class Lab:
    """Hold, watch and start what the student's program does."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def gate(self, function: Callable[..., Any] | None = None, *, returns: Any = FIRST) -> Gate:
        """Return a callback that holds its callers inside until it is opened.

        A caller gets `function`'s result, or `returns`; by default its own first argument.
        """
        return Gate(self._session, function, returns)

    def probe(
        self,
        function: Callable[..., Any] | None = None,
        *,
        returns: Any = None,
        raises: BaseException | None = None,
    ) -> Probe:
        """Return a callback that records its callers; it calls `function`, returns or raises."""
        return Probe(self._session, function, returns=returns, raises=raises)

    def shared(self, value: Any, *, name: str = "shared") -> Any:
        """Return a value, list or mapping of the test's that the program uses as its own.

        A value is read and written as `.value`. Each access is a step whose order can be chosen.
        """
        return make_shared(value, name)

    def start(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Call:
        """Start a call of the program and return while it is in flight."""
        asked = self._session.requests
        call = Call(self._session, lambda: function(*args, **kwargs))
        self._session.wait_until(lambda: self._session.requests > asked or call.done)
        return call

    def settle(self) -> None:
        """Return once every task of the program is blocked or gone: proved, not slept for.

        A task that a gate holds counts as blocked. At the limit the case ends with TLE.
        """
        self._session.settle()

    def remote(self, module: str) -> Any:
        """Return a standard module of the program's side: `lab.remote("queue").Queue(3)`."""
        request(Path(module, ""), "import", name=module)
        return proxies.module(Path(module, ""))

    def processes(self) -> list[ProcessInfo]:
        """Return the processes of the program but its first, as the kernel sees them now."""
        answer = self._session.query("processes") or {"processes": []}
        return [
            ProcessInfo(pid=p["pid"], parent=p["parent"], name=p["name"], state=p["state"])
            for p in answer["processes"]
            if p["pid"] != self._session.leader_pid
        ]

    def alive(self) -> set[int]:
        """Return the pids of the program's processes that have not ended, its first one apart.

        One that has ended is none of them, even if nobody has waited for it.
        """
        return {process.pid for process in self.processes() if process.state not in ENDED}

    @property
    def pid(self) -> int:
        """Return the pid of the program's first process."""
        assert self._session.leader_pid is not None
        return self._session.leader_pid


def make_lab() -> Lab:
    """Return a lab on the current case's session."""
    return Lab(bench().current)
