"""What one task does or waits for, in words."""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass

from .polling import loop_of
from .sheet import Fact
from .tasks import Scene, Task
from .wording import holder_name, thing_name

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

    @property
    def what(self) -> str | None:
        """Return what it waits for; None where it waits for nothing in particular."""
        return self.phrase.partition("waits for ")[2] or None


def doing(scene: Scene, task: Task) -> Doing:
    """Say what a task does or waits for."""
    if task.in_test:
        phrase = f"is inside {_function_of_the_test(scene, task)}"
        return Doing(state="in the test", phrase=phrase, group=phrase)
    held = ""
    if (ending := _joins(scene, task)) is not None:
        phrase = f"waits for {ending} to end"
    elif task.fact is not None:
        phrase, held = _as_noted(scene, task.fact), _held(scene, task.fact)
    else:
        phrase = _by_kernel(scene, task)
    loop = None if task.kernel.wait.endless else loop_of(task)
    if loop is not None and loop.phrase:
        return Doing(state=loop.phrase, phrase=loop.phrase, group=loop.phrase)
    return Doing(state=_state(task), phrase=phrase + held, group=phrase)


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
    return f"`{names[0]}`, a function of the test" if len(names) == 1 else "a function of the test"


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


def _held(scene: Scene, fact: Fact) -> str:
    holders = scene.journal.holders(fact.thing) if fact.verb == "acquire" else []
    if not holders:
        return ""
    page, hold = holders[0]
    return f", held since line {hold.line} by {holder_name(scene, page, hold)}"


def _as_noted(scene: Scene, fact: Fact) -> str:
    name = thing_name(scene, fact)
    return {
        "acquire": f"waits for {name}",
        "get": f"waits for an item from {name}",
        "put": f"waits for room in {name}",
        "join": f"waits for all items of {name} to be done",
        "wait": f"waits for {name}",
        "recv": f"waits for a message{_pipe(scene, fact)}",
        "send": f"waits for its message to be received{_pipe(scene, fact)}",
        "result": "waits for a result",
        "call": "waits for a manager's answer",
        "pool_join": "waits for a pool's workers to end",
        "thread_join": "waits for a thread to end",
        "child": "waits for a program to end",
    }.get(fact.verb, "waits")


def _pipe(scene: Scene, fact: Fact) -> str:
    name = scene.journal.pipes.get(fact.thing, {}).get("name")
    return f" through {name!r}" if isinstance(name, str) and name else ""


def _by_kernel(scene: Scene, task: Task) -> str:
    wait = task.kernel.wait
    if scene.writes_full_pipe(task):
        return "waits for somebody to read what it has written"
    if _is_asleep(task):
        return "sleeps"
    return _BY_KERNEL.get(wait.kind, "waits")


_BY_KERNEL = {
    "running": "is running",
    "timed": "waits, with a time limit",
    "futex": "waits for a lock, an event or a thread",
    "fds": "waits for data",
    "epoll": "waits for an event of its loop",
    "child": "waits for a child to end",
    "signal": "waits for a signal",
    "lock": "waits for a file lock",
    "unknown": "is in the kernel",
}


def _is_asleep(task: Task) -> bool:
    return task.kernel.wait.kind == "timed" and "nanosleep" in task.kernel.wait.call


def _state(task: Task) -> str:
    if task.kernel.wait.endless:
        return "blocked"
    if task.kernel.wait.kind == "timed":
        return "sleeping" if _is_asleep(task) else "waiting"
    return "running"
