"""Pipes, sockets and selectors: a task waits for its turn instead of for a descriptor."""

from __future__ import annotations

import functools
import multiprocessing.connection
import os
import select
import selectors
import socket
from collections.abc import Callable
from typing import Any

from .client import Task
from .control import Control
from .protocol import CHILD, EXPIRED, FREE, IO, SELECT

CHUNK = 4096
"""What a pipe that can be written to takes without waiting (PIPE_BUF)."""


def apply(control: Control) -> None:
    """Have reads, writes and selects stop, and wait for the other tasks."""
    _connections(control, multiprocessing.connection.Connection)
    for name in ("EpollSelector", "PollSelector", "SelectSelector"):
        if owner := getattr(selectors, name, None):
            _selector(control, owner)
    _select(control)
    _poll(control)
    _pipes(control)
    _sockets(control)


def can(fd: int, event: int) -> bool:
    """Tell whether a descriptor can be read or written without waiting."""
    poller = _real_poll()
    poller.register(fd, event)
    return bool(poller.poll(0))


def wait_for(task: Task, fd: int, event: int) -> bool:
    """Wait until a descriptor can be read or written; False where control is over."""
    while not can(fd, event):
        if task.wait([IO]) == FREE:
            return False
    return True


def _connections(control: Control, owner: Any) -> None:
    send, receive = owner._send, owner._recv

    @functools.wraps(send)
    def sending(self: Any, buf: Any, write: Any = os.write) -> None:
        task = control.task()
        if task is None:
            send(self, buf, _real_write)
            return
        task.inner_point("send")
        left = memoryview(buf)
        while left:
            if not wait_for(task, self._handle, select.POLLOUT):
                send(self, left, _real_write)
                return
            left = left[_real_write(self._handle, left[:CHUNK]) :]
            task.wake(IO)
        task.after("send")

    @functools.wraps(receive)
    def receiving(self: Any, size: int, read: Any = os.read) -> Any:
        task = control.task()
        if task is None:
            return receive(self, size, _real_read)
        task.inner_point("recv")

        def wait_and_read(handle: int, count: int) -> bytes:
            wait_for(task, handle, select.POLLIN)
            task.wake(IO)
            return _real_read(handle, count)

        return receive(self, size, wait_and_read)

    owner._send, owner._recv = sending, receiving
    close = owner.close

    @functools.wraps(close)
    def closing(self: Any) -> None:
        close(self)
        task = control.whole_task()
        if task is not None:
            task.wake(IO)

    owner.close = closing


def _selector(control: Control, owner: Any) -> None:
    original = owner.select

    @functools.wraps(original)
    def selecting(self: Any, timeout: float | None = None) -> Any:
        return _look(control, functools.partial(original, self), timeout)

    owner.select = selecting


def _look(control: Control, look: Callable[[float | None], Any], timeout: float | None) -> Any:
    """Look at descriptors, as often as it takes; `look` takes how many seconds it may wait."""
    task = control.task()
    if task is None:
        return look(timeout)
    task.inner_point(SELECT)
    ready = look(0)
    until = None if timeout is None else task.clock + timeout
    while not _any(ready) and (timeout is None or timeout > 0):
        going = task.wait([IO, CHILD], task.left(until))
        if going == FREE:
            return look(timeout)
        ready = look(0)
        if going == EXPIRED:
            break
    return ready


def _any(ready: Any) -> bool:
    """Tell whether there is something in a list, or in one of the three lists of `select`."""
    return any(ready) if isinstance(ready, tuple) else bool(ready)


def _select(control: Control) -> None:
    original = select.select

    @functools.wraps(original)
    def selecting(reads: Any, writes: Any, errors: Any, timeout: float | None = None, /) -> Any:
        lists = list(reads), list(writes), list(errors)  # They may be given as iterators.
        return _look(control, lambda seconds: original(*lists, seconds), timeout)

    select.select = selecting


def _poll(control: Control) -> None:
    class Poll:
        """What `select.poll()` gives, under control."""

        def __init__(self) -> None:
            self._inner = _real_poll()

        def poll(self, timeout: float | None = None, /) -> Any:
            endless = timeout is None or timeout < 0
            return _look(
                control,
                lambda seconds: self._inner.poll(None if seconds is None else 1000 * seconds),
                None if endless or timeout is None else timeout / 1000,
            )

        def __getattr__(self, name: str) -> Any:
            return getattr(self._inner, name)

    setattr(select, "poll", Poll)  # noqa: B010


_real_read, _real_write, _real_poll = os.read, os.write, select.poll


def _pipes(control: Control) -> None:
    """Let os.read and os.write on pipes wait like those of connections."""

    @functools.wraps(os.read)
    def read(fd: int, length: int, /) -> bytes:
        task = control.task()
        if task is None or not os.get_blocking(fd):
            return _real_read(fd, length)
        task.inner_point("read")
        wait_for(task, fd, select.POLLIN)
        task.wake(IO)
        return _real_read(fd, length)

    @functools.wraps(os.write)
    def write(fd: int, data: Any, /) -> int:
        written = _real_write(fd, data)
        task = control.task()
        if task is not None and fd > 2:
            task.wake(IO)
        return written

    os.read, os.write = read, write


def _sockets(control: Control) -> None:
    owner: Any = socket.socket
    for name in ("accept", "recv", "recv_into", "recvfrom"):
        setattr(owner, name, _reading(control, getattr(owner, name)))
    for name in ("send", "sendall", "connect", "close", "shutdown"):
        setattr(owner, name, _writing(control, getattr(owner, name)))


def _reading(control: Control, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def read(self: Any, *args: Any, **kwargs: Any) -> Any:
        task = control.task()
        if task is not None and self.gettimeout() is None:
            task.inner_point(original.__name__)
            wait_for(task, self.fileno(), select.POLLIN)
            task.wake(IO)
        return original(self, *args, **kwargs)

    return read


def _writing(control: Control, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def write(self: Any, *args: Any, **kwargs: Any) -> Any:
        task = control.task()
        result = original(self, *args, **kwargs)
        if task is not None:
            task.wake(IO)
        return result

    return write
