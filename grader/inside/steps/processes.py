"""Processes under control: forked, spawned, from a fork server; who is waited for."""

from __future__ import annotations

import functools
import multiprocessing.popen_forkserver
import multiprocessing.process
import os
import sys
from collections.abc import Callable
from typing import Any

from . import lines
from .control import Control
from .protocol import CHILD, FREE
from .stack import BIRTHS
from .threads import number

ID = "_grader_task"

_known_children: set[int] = set()
"""The children of this process whose end the director sees."""


def apply(control: Control) -> None:
    """Have every Python process that is started from now on come under control."""
    os.register_at_fork(after_in_child=lambda: _after_fork(control))
    _wrap_fork(control)
    _wrap_waitpid(control)
    _wrap_fork_server_s_poll(control, multiprocessing.popen_forkserver.Popen)
    _wrap_kill(control)
    number(multiprocessing.process.BaseProcess)
    _wrap_process(control, multiprocessing.process.BaseProcess)
    _apply_to_rare_ones(control)


def _apply_to_rare_ones(control: Control) -> None:
    """Patch what few programs load; a spawned process has it when it begins with its work."""
    for name, patch in tuple(_to_patch.items()):
        if module := sys.modules.get(name):
            patch(control, module)
            del _to_patch[name]


def _after_fork(control: Control) -> None:
    _known_children.clear()
    parent = control.whole_task()
    control.in_child(parent)


def _wrap_fork(control: Control) -> None:
    original = os.fork

    @functools.wraps(original)
    def fork() -> int:
        task = control.whole_task()
        if task is None:
            return original()
        name = task.bear()
        # In the child others are called before us: they must not stop there in the parent's name.
        pid = control.calmly(original)
        if pid:
            _known_children.add(pid)
            task.born(name)
        return int(pid)

    os.fork = fork


def _wrap_waitpid(control: Control) -> None:
    original = os.waitpid

    @functools.wraps(original)
    def waitpid(pid: int, options: int, /) -> tuple[int, int]:
        task = control.task()
        if task is None or options & os.WNOHANG:
            return original(pid, options)
        if pid not in _known_children:
            with task.away():
                return original(pid, options)
        task.inner_point("join")
        while True:
            found = original(pid, options | os.WNOHANG)
            if found[0] or task.wait([CHILD], None, pid) == FREE:
                return found if found[0] else original(pid, options)

    os.waitpid = waitpid


def _wrap_fork_server_s_poll(control: Control, owner: Any) -> None:
    """A fork server tells of a child's end when it comes to it; we wait for that, and not until."""
    original = owner.poll

    @functools.wraps(original)
    def poll(self: Any, flag: int = os.WNOHANG) -> Any:
        task = control.task()
        if task is None or self.returncode is not None or self.pid not in _known_children:
            return original(self, flag)
        if flag != os.WNOHANG:
            task.inner_point("join")
        while not _is_over(self.pid):
            if flag == os.WNOHANG:
                return None
            if task.wait([CHILD], None, self.pid) == FREE:
                break
        return control.calmly(lambda: original(self, 0))

    owner.poll = poll


def _is_over(pid: int) -> bool:
    """Tell whether a process has ended, reaped or not. Source: proc(5)."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return file.read().rpartition(b")")[2].split()[:1] in ([b"Z"], [b"X"])
    except OSError:
        return True


def _wrap_kill(control: Control) -> None:
    original = os.kill

    @functools.wraps(original)
    def kill(pid: int, signal: int, /) -> None:
        original(pid, signal)
        task = control.task()
        if task is not None and pid in _known_children:
            task.killed(pid)

    os.kill = kill


def _wrap_process(control: Control, owner: Any) -> None:
    start, bootstrap = owner.start, owner._bootstrap
    BIRTHS[bootstrap.__code__.co_name] = bootstrap.__code__

    @functools.wraps(start)
    def starting(self: Any) -> None:
        task = control.task()
        if task is None:
            start(self)
            return
        forks = getattr(self, "_start_method", None) == "fork"
        forks = forks or (self._start_method is None and _default_method() == "fork")
        if not forks:
            setattr(self, ID, task.bear())
        task.starts()
        control.calmly(lambda: start(self))
        if not forks:
            _known_children.add(self.pid)
            task.born(getattr(self, ID))
        task.point("start")

    @functools.wraps(bootstrap)
    def beginning(self: Any, *args: Any, **kwargs: Any) -> Any:
        task = control.whole_task()
        if task is None:
            name = getattr(self, ID, None)
            if name is None or control.free:
                return bootstrap(self, *args, **kwargs)
            task = control.begin(name)
        task.quiet = 0  # It was forked in the middle of its parent's start().
        task.name_process(str(self.name))
        _apply_to_rare_ones(control)
        lines.follow(control)
        try:
            return bootstrap(self, *args, **kwargs)
        finally:
            task.bye(exits=True)

    owner.start = starting
    owner._bootstrap = beginning


def _default_method() -> str:
    import multiprocessing

    return multiprocessing.get_start_method()


def _wrap_manager(control: Control, managers: Any) -> None:
    """A manager's first thread only waits for the end, and looks at the clock each second."""
    owner = managers.Server
    original = owner.serve_forever

    @functools.wraps(original)
    def serve_forever(self: Any) -> Any:
        task = control.whole_task()
        if task is not None:
            task.patient = True
        return original(self)

    owner.serve_forever = serve_forever


def _number_futures(_control: Control, futures: Any) -> None:
    number(futures.Future)


def _tell_of_programs(control: Control, subprocess: Any) -> None:
    """Tell of each program that is started: what it does takes as long as it really takes."""
    owner = subprocess.Popen
    original = owner.__init__

    @functools.wraps(original)
    def start(self: Any, *args: Any, **kwargs: Any) -> None:
        original(self, *args, **kwargs)
        task = control.whole_task()
        if task is not None:
            task.started_program(self.pid)

    owner.__init__ = start


_to_patch: dict[str, Callable[[Control, Any], None]] = {
    "subprocess": _tell_of_programs,
    "concurrent.futures._base": _number_futures,
    "multiprocessing.managers": _wrap_manager,
}
