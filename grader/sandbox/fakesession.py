"""The sessions of a fake box: programs that are functions of this process, asked over the wire."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from grader.sandbox.fakechannel import Channel, Gone, here
from grader.sandbox.fakeprogram import Message, Program, Programs
from grader.wire import frames

_FIRST_PID = 100_000


class Home(Protocol):
    """What a session needs of the agent that holds it."""

    programs: Programs
    numbers: itertools.count[int]

    def send(self, kind: int, payload: bytes, session: int = 0, connection: int = 0) -> None:
        """Send the judge a frame."""

    def tell(self, **event: object) -> None:
        """Send the judge an event."""


class Exit(BaseException):
    """End the program at once, as `os._exit` does."""

    def __init__(self, code: int = 0) -> None:
        super().__init__(code)
        self.code = code


def say(text: str, *, to_stderr: bool = False) -> None:
    """Print from within a function of a program."""
    session: Session = here.session
    session.print(text, to_stderr=to_stderr)


@contextmanager
def blocked() -> Iterator[None]:
    """Note that the calling thread of a program does nothing but wait."""
    session: Session = here.session
    with session.waiting():
        yield


def start_thread(function: Callable[..., Any], *args: Any) -> threading.Thread:
    """Start a thread of the program, which may call functions of the test and `say`."""
    session: Session = here.session
    return session.start_thread(function, *args)


class Session:
    """Play one session: a copy of the programs, its lanes, and the threads that talk."""

    def __init__(self, agent: Home, number: int) -> None:
        self._agent = agent
        self._number = number
        self._program = Program(agent.programs)
        self._channels: dict[int, Channel] = {}
        self._changed = threading.Condition()
        self._active = 0
        """Threads of the program that do anything but wait."""
        self._sent = 0
        self._over = False
        self.pid = _FIRST_PID + number
        lane = self._channel()
        agent.tell(op="lane", session=number, connection=lane.number)
        agent.tell(op="opened", session=number, pid=self.pid)
        self._start_lane(lane)

    def send(self, payload: bytes, connection: int) -> None:
        """Send a message of the session's, unless it is over."""
        with self._changed:
            if self._over:
                raise Gone
            self._sent += 1
        self._agent.send(frames.RPC, payload, self._number, connection)

    def print(self, text: str, *, to_stderr: bool) -> None:
        """Send what the program prints."""
        kind = frames.STDERR if to_stderr else frames.STDOUT
        self._agent.send(kind, text.encode("utf-8", "backslashreplace"), self._number)

    def deliver(self, connection: int, message: Message) -> None:
        """Take a message of the judge's."""
        channel = self._channels.get(connection)
        if channel is not None:
            self._wake(channel, message)

    def _wake(self, channel: Channel, message: Message | None) -> None:
        """Count whoever takes this message as active from now on: it may take a while to run."""
        with self._changed:
            self._active += 1
        channel.inbox.put(message)

    def hang_up(self) -> None:
        """End every thread that waits for the judge."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
        for channel in list(self._channels.values()):
            self._wake(channel, None)

    def end(self) -> None:
        """End the session and tell that nothing is left of it."""
        self.hang_up()
        self._agent.tell(op="ended", session=self._number, clean=True, memory_kills=0)

    # -- threads ----------------------------------------------------------------------------------

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Count the calling thread among those that only wait."""
        self.rest()
        try:
            yield
        finally:
            with self._changed:
                self._active += 1

    def rest(self) -> None:
        """Count the calling thread among those that only wait, until a message wakes it."""
        with self._changed:
            self._active -= 1
            self._changed.notify_all()

    def start_thread(self, function: Callable[..., Any], *args: Any) -> threading.Thread:
        """Start a thread of this session."""
        with self._changed:
            self._active += 1
        thread = threading.Thread(target=self._work, args=(function, *args), daemon=True)
        thread.start()
        return thread

    def open_lane(self) -> None:
        """Open a lane for one more request at the same time."""
        self._start_lane(self._connect())

    def mine(self) -> Channel:
        """Return the calling thread's channel, opening one where it has none."""
        if getattr(here, "channel", None) is None:
            here.channel = self._connect()
        channel: Channel = here.channel
        return channel

    def _work(self, function: Callable[..., Any], *args: Any) -> None:
        here.session = self
        try:
            function(*args)
        except Gone:
            pass
        except Exit as exit:
            self.hang_up()
            self._agent.tell(op="died", session=self._number, code=exit.code, memory_kills=0)
        finally:
            with self._changed:
                self._active -= 1
                self._changed.notify_all()

    def _start_lane(self, channel: Channel) -> None:
        def serve() -> None:
            here.channel = channel
            self.send(b'{"lane":true}', channel.number)
            channel.serve()

        self.start_thread(serve)

    def _channel(self) -> Channel:
        channel = Channel(self, self._program, next(self._agent.numbers))
        self._channels[channel.number] = channel
        return channel

    def _connect(self) -> Channel:
        channel = self._channel()
        facts = {"connection": channel.number, "pid": self.pid, "leader": True}
        self._agent.tell(op="connected", session=self._number, **facts)
        return channel

    # -- what the judge asks ----------------------------------------------------------------------

    def settle(self, request: int) -> None:
        """Tell, once every thread waits, that it is so."""

        def wait() -> None:
            with self._changed:
                self._changed.wait_for(lambda: self._over or not self._active)
                received = self._sent
            facts = {"id": request, "received": received}
            self._agent.tell(op="settled", session=self._number, **facts)

        threading.Thread(target=wait, name="fake-settle", daemon=True).start()

    def tell_processes(self, request: int) -> None:
        """Tell that there is only the first process."""
        only = {"pid": self.pid, "parent": 1, "name": "fake", "state": "S"}
        self._agent.tell(op="processes", session=self._number, id=request, processes=[only])
