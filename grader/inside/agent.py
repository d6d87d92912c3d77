"""The agent: root of the box, the judge's hands in it.

It reads frames from its standard input and writes frames to its standard output. Control frames
are for itself; RPC frames it passes on between the judge and the processes of a session, unread.
It trusts the judge and nobody else: what a session sends is counted, bounded and passed on.

Control requests: `hello` (the program's files and limits, and our words in another language than
English; answered `ready`), `open`, `end`, `waiting`, `held`, `settle`, `explain`, `processes`,
`left`. Events: `ready`, `opened`, `lane`, `connected`, `disconnected`, `died`, `deadlock`,
`settled`, `explained`, `processes`, `left`, `ended`, `fault`.
"""

from __future__ import annotations

import base64
import json
import multiprocessing.connection
import multiprocessing.managers
import multiprocessing.pool
import multiprocessing.shared_memory  # noqa: F401  (loaded once, inherited by every session)
import os
import resource
import selectors
import socket
import struct
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

from ..wire import frames
from . import cgroup, keeper, processes, sources, words
from .case import Case
from .connections import tell_senders
from .zygote import start_zygote

TICK_SECONDS = 0.1
WATCH_SECONDS = 0.02
MAX_ROUNDS = 64
"""So many rounds of events at most between two looks at the sessions."""


def main(box: str) -> None:
    """Serve the judge until it hangs up."""
    agent = Agent(box)
    try:
        agent.run()
    except EOFError:
        pass
    except BaseException:
        agent.tell(op="fault", text=traceback.format_exc()[-4000:])
    finally:
        agent.close()
        os._exit(0)


class Agent:
    """Relay between the judge on standard input and output and the sessions' processes."""

    def __init__(self, box: str) -> None:
        self.box = box
        self.program = os.path.join(box, "program")
        self.address = os.path.join(box, "judge.sock")
        self.limits: dict[str, Any] = {}
        self.base_uid: int | None = None
        self.cases: dict[int, Case] = {}
        self.memory = cgroup.Memory(limit_bytes=0)
        self._zygote: socket.socket | None = None
        self._selector = selectors.DefaultSelector()
        self._frames = frames.FrameReader()
        self._connections = 0
        self._verbs: dict[str, Callable[[dict[str, Any]], None]] = {
            "hello": self._hello,
            "open": self._open,
        }
        self._case_verbs: dict[str, Callable[[Case, dict[str, Any]], None]] = {
            "end": lambda case, request: case.end(),
            "waiting": lambda case, request: case.judge_waits(request),
            "held": lambda case, request: case.judge_holds(request["callbacks"]),
            "settle": lambda case, request: case.watch.settle(request["id"]),
            "explain": lambda case, request: case.explain(request["id"]),
            "processes": lambda case, request: case.list(request["id"]),
            "left": lambda case, request: case.tell_left(request["id"]),
        }

    def run(self) -> None:
        """Handle whatever comes until standard input ends."""
        keeper.become_subreaper()
        _, ceiling = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (ceiling, ceiling))
        os.set_blocking(0, True)
        self.watch(0, self._from_judge)
        while True:
            watching = any(case.watch.wanted for case in self.cases.values())
            pause = WATCH_SECONDS if watching else TICK_SECONDS if self.cases else None
            # The watcher must not look before all is read that had arrived.
            for _ in range(MAX_ROUNDS):
                events = self._selector.select(pause)
                if not events:
                    break
                for key, ready in events:
                    self._handle(key, ready)
                pause = 0
            for case in list(self.cases.values()):
                case.tick(time.monotonic())

    def _handle(self, key: selectors.SelectorKey, ready: int) -> None:
        if not self._is_current(key):
            return  # A handler of the same round has closed it; its number may be another's now.
        on_read, on_write = key.data
        if on_write is not None and ready & selectors.EVENT_WRITE:
            on_write()
        else:
            on_read()

    def _is_current(self, key: selectors.SelectorKey) -> bool:
        try:
            return self._selector.get_key(key.fileobj) is key
        except (KeyError, ValueError):
            return False

    def watch(self, source: Any, handler: Callable[[], None]) -> None:
        """Call `handler` whenever the source can be read."""
        self._selector.register(source, selectors.EVENT_READ, (handler, None))

    def watch_writing(self, source: Any, handler: Callable[[], None] | None) -> None:
        """Call `handler` whenever a watched source can be written to; None ends that."""
        on_read, before = self._selector.get_key(source).data
        if before is None and handler is None:
            return
        events = selectors.EVENT_READ | (selectors.EVENT_WRITE if handler is not None else 0)
        self._selector.modify(source, events, (on_read, handler))

    def unwatch(self, source: Any) -> None:
        """Stop watching a source."""
        try:
            self._selector.unregister(source)
        except (KeyError, ValueError):
            pass

    def tell(self, **event: object) -> None:
        """Send the judge an event of our own."""
        self.pass_on(frames.CONTROL, json.dumps(event).encode())

    def pass_on(self, kind: int, payload: bytes, session: int = 0, connection: int = 0) -> None:
        """Send the judge a frame."""
        view = memoryview(frames.pack(kind, payload, session=session, connection=connection))
        while view:
            view = view[os.write(1, view) :]

    def forget(self, number: int) -> None:
        """Drop a case that has ended."""
        del self.cases[number]

    def close(self) -> None:
        """End every session at once; the box is going away."""
        for case in self.cases.values():
            case.control.close()
        if self._zygote is not None:
            self._zygote.close()
        deadline = time.monotonic() + keeper.END_SECONDS
        while processes.descendants(os.getpid()) and time.monotonic() < deadline:
            try:
                os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            time.sleep(0.002)

    def _from_judge(self) -> None:
        data = os.read(0, 1 << 18)
        if not data:
            raise EOFError
        for frame in self._frames.feed(data):
            if frame.kind == frames.CONTROL:
                self._carry_out(json.loads(frame.payload))
            elif (case := self.cases.get(frame.session)) is not None:
                case.to_session(frame.connection, frame.payload)

    def _carry_out(self, request: dict[str, Any]) -> None:
        verb = self._verbs.get(request["op"])
        if verb is not None:
            verb(request)
        elif (case := self.cases.get(request["session"])) is not None:
            self._case_verbs[request["op"]](case, request)

    def _hello(self, request: dict[str, Any]) -> None:
        words.use(request.get("words", {}))
        self.limits = request["limits"]
        self.memory = cgroup.Memory(self.limits["memory_bytes"])
        self.base_uid = request["base_uid"]
        for path, content in request["files"].items():
            target = os.path.join(self.program, path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            raw = base64.b64decode(content)
            with open(target, "wb") as file:
                file.write(raw)
            sources.keep(target, raw)
        os.makedirs(self.program, exist_ok=True)
        self._zygote = start_zygote()
        self._listen()
        self.tell(op="ready", python=sys.version.split()[0], pid=os.getpid())

    def _listen(self) -> None:
        listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        listener.bind(self.address)
        tell_senders(listener)
        os.chmod(self.address, 0o666)
        listener.listen(128)
        self.watch(listener, lambda: self._accept(listener))

    def _accept(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:
            return  # Whoever it was has gone already.
        pid, uid, _ = struct.unpack(
            "3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        )
        case = self._owner(pid, uid)
        if case is None:
            connection.close()
            return
        case.connect(connection, self.fresh_connection(), pid)

    def fresh_connection(self) -> int:
        """Return a number that no connection has had."""
        self._connections += 1
        return self._connections

    def _owner(self, pid: int, uid: int) -> Case | None:
        if self.base_uid is not None:
            return next((case for case in self.cases.values() if case.uid == uid), None)
        everyone = processes.everyone()
        while pid in everyone:
            pid = everyone[pid].parent
            for case in self.cases.values():
                if case.keeper_pid == pid:
                    return case
        return None

    def _open(self, request: dict[str, Any]) -> None:
        assert self._zygote is not None
        number = request["session"]
        limits = {**self.limits, **request.get("limits", {})}
        case = Case(self, number, limits, request.get("schedule"))
        self.cases[number] = case
        case.start(self._zygote)
