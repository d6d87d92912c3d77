"""What one task does or waits for, in words."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass

from .polling import loop_of
from .sheet import Fact
from .tasks import Scene, Task
from .wording import holder_name, thing_name
from .words import N_, _

BUILT_IN = frozenset(dir(builtins))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What a task does."""

    state: str
    """`blocked`, `waiting` (with a time limit), `sleeping`, `running`, `in the test`, or what it
    does again and again."""
    phrase: str
    """To come after its name: `waits for the lock 'left'`."""
    group: str
    """The same without what differs among tasks that wait for one thing."""
    what: str | None = None
    """What it waits for; None where it waits for nothing in particular."""


def doing(scene: Scene, task: Task) -> Doing:
    """Say what a task does or waits for."""
    if task.in_test:
        phrase = _("is inside {function}", function=_function_of_the_test(scene, task))
        return Doing(state="in the test", phrase=phrase, group=phrase)
    loop = None if task.kernel.wait.endless else loop_of(task)
    if loop is not None and loop.phrase:
        return Doing(state=loop.phrase, phrase=loop.phrase, group=loop.phrase)
    thing, phrase = _awaited(scene, task)
    if thing is None:
        return Doing(state=_state(task), phrase=phrase, group=phrase)
    what = _with_holder(scene, task.fact, thing)
    return Doing(state=_state(task), phrase=_waits_for(what), group=_waits_for(thing), what=what)


def _waits_for(what: str) -> str:
    return _("waits for {what}", what=what)


def _awaited(scene: Scene, task: Task) -> tuple[str | None, str]:
    """Return what a task waits for, or None and what else it does."""
    if (ending := _joins(scene, task)) is not None:
        return _("{task} to end", task=ending), ""
    if task.fact is not None:
        return _as_noted(scene, task.fact), _("waits")
    return _by_kernel(scene, task)


def is_shown(scene: Scene, task: Task) -> bool:
    """Tell whether a task is of interest: the student's own, or one that holds others up."""
    if scene.is_helper(task.kernel.pid) or serves(task):
        return False
    return bool(task.stack) or task.is_main or scene.writes_full_pipe(task)


def serves(task: Task) -> bool:
    """Tell whether a thread is one of a Manager's server."""
    return any(
        frame.file.endswith("multiprocessing/managers.py") and "serve" in frame.function
        for frame in task.calls
    )


def _function_of_the_test(scene: Scene, task: Task) -> str:
    frame = task.stack[0]
    names = _called_names(scene.text(frame.file, frame.line))
    if len(names) != 1:
        return _("a function of the test")
    return _("`{name}`, a function of the test", name=names[0])


def _called_names(text: str) -> list[str]:
    """List the plain names that a line calls, apart from built-in ones."""
    for source in (text, f"{text} pass", f"{text}\n    pass", text.rstrip("(,"), f"if 1:\n {text}"):
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError, RecursionError):
            continue
        found = [
            node.func.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        ]
        return [name for name in dict.fromkeys(found) if name not in BUILT_IN]
    return []


def _joins(scene: Scene, task: Task) -> str | None:
    if (pid := scene.joined(task)) is not None:
        return scene.process_name(pid)
    thread = scene.joined_thread(task)
    return thread.label if thread else None


def _with_holder(scene: Scene, fact: Fact | None, thing: str) -> str:
    holders = scene.journal.holders(fact.thing) if fact and fact.verb == "acquire" else []
    if not holders:
        return thing
    page, hold = holders[0]
    holder = holder_name(scene, page, hold)
    return _(
        "{thing}, held since line {line} by {holder}", thing=thing, line=hold.line, holder=holder
    )


_NOTED = {
    "acquire": "{name}",
    "get": N_("an item from {name}"),
    "put": N_("room in {name}"),
    "join": N_("all items of {name} to be done"),
    "wait": "{name}",
    "result": N_("a result"),
    "call": N_("a manager's answer"),
    "pool_join": N_("a pool's workers to end"),
    "thread_join": N_("a thread to end"),
    "child": N_("a program to end"),
}
_THROUGH_PIPES = {
    "recv": (N_("a message"), N_("a message through {pipe}")),
    "send": (N_("its message to be received"), N_("its message to be received through {pipe}")),
}
"""Where the pipe has no name that is known, and where it has."""


def _as_noted(scene: Scene, fact: Fact) -> str | None:
    if fact.verb in _NOTED:
        return _(_NOTED[fact.verb], name=thing_name(scene, fact))
    if fact.verb not in _THROUGH_PIPES:
        return None
    nameless, through = _THROUGH_PIPES[fact.verb]
    name = scene.journal.pipes.get(fact.thing, {}).get("name")
    named = isinstance(name, str) and name
    return _(through, pipe=repr(name)) if named else _(nameless)


def _by_kernel(scene: Scene, task: Task) -> tuple[str | None, str]:
    wait = task.kernel.wait
    if scene.writes_full_pipe(task):
        return _("somebody to read what it has written"), ""
    if _is_asleep(task):
        return None, _("sleeps")
    if wait.kind in _AWAITED_BY_KERNEL:
        return _(_AWAITED_BY_KERNEL[wait.kind]), ""
    return None, _(_BY_KERNEL.get(wait.kind, N_("waits")))


_AWAITED_BY_KERNEL = {
    "futex": N_("a lock, an event or a thread"),
    "fds": N_("data"),
    "epoll": N_("an event of its loop"),
    "child": N_("a child to end"),
    "signal": N_("a signal"),
    "lock": N_("a file lock"),
}
_BY_KERNEL = {
    "running": N_("is running"),
    "timed": N_("waits, with a time limit"),
    "unknown": N_("is in the kernel"),
}


def _is_asleep(task: Task) -> bool:
    return task.kernel.wait.kind == "timed" and "nanosleep" in task.kernel.wait.call


def _state(task: Task) -> str:
    if task.kernel.wait.endless:
        return "blocked"
    if task.kernel.wait.kind == "timed":
        return "sleeping" if _is_asleep(task) else "waiting"
    return "running"
