"""The usual ways into a deadlock that has to do with locks and with who waits for whom.

Each function looks at a scene and returns its sentence, or None.
"""

from __future__ import annotations

import ast

from . import procfs, sources
from .journal_reader import OWNED, SEMAPHORE_BIT, WITH
from .sheet import Fact, Page
from .tasks import Scene, Task
from .wording import (
    at_line,
    capital,
    holder_name,
    holders_names,
    people,
    stand,
    thing_name,
    waiting,
)
from .words import _

POOL_WORKERS = ("concurrent/futures/thread.py", "concurrent/futures/process.py", "/pool.py")


def died_with_lock(scene: Scene) -> str | None:
    """Somebody waits for a lock whose holder is gone."""
    for task in waiting(scene, "acquire"):
        for page, hold in scene.holders(task):
            is_gone = (
                scene.task(page.pid, hold.tid) is None
                and (page.pid, hold.tid) not in scene.between_calls
            )
            if task.fact and is_gone and is_lock(scene, task.fact):
                return _never_given_back(scene, task, [(page, hold)])
    return None


def _never_given_back(scene: Scene, task: Task, holders: list[tuple[Page, Fact]]) -> str | None:
    if task.fact is None:
        return None
    others = scene.waiting_for(task.fact.thing, "acquire")
    line = holders[0][1].line
    waits = stand(others, _("waits for {what}", what=thing_name(scene, task.fact)))
    if others == [task] and {hold.tid for _page, hold in holders} == {task.kernel.tid}:
        return _(
            "{waits}. It took that itself at line {line} and never released it.",
            waits=waits,
            line=line,
        )
    return _(
        "{waits}. {names} took it at line {line} and never released it.",
        waits=waits,
        names=capital(holders_names(scene, holders)),
        line=line,
    )


def is_lock(scene: Scene, fact: Fact) -> bool:
    """Tell whether it is about a lock, which only who took it gives back."""
    made = scene.journal.made.get(fact.thing)
    return made is not None and made.kind in {"Lock", "RLock"}


def forked_with_lock(scene: Scene) -> str | None:
    """A forked process waits for a lock of threads that was held when it was forked."""
    for task in waiting(scene, "acquire"):
        fact = task.fact
        if not fact or fact.thing & SEMAPHORE_BIT or fact.thing >> 32 == task.kernel.pid:
            continue
        holders = scene.journal.holders(fact.thing)
        if any(page.pid == task.kernel.pid for page, _hold in holders) or not is_lock(scene, fact):
            continue
        waits = stand([task], _("waits for {what}", what=thing_name(scene, fact)))
        if holders:
            return _(
                "{waits}. It was forked while that lock was held by {holder}, and its own copy of "
                "the lock stays locked for ever.",
                waits=waits,
                holder=holder_name(scene, *holders[0]),
            )
        return _(
            "{waits}. It was forked while that lock was held, and its own copy of the lock stays "
            "locked for ever.",
            waits=waits,
        )
    return None


def _waits_for_itself(scene: Scene) -> tuple[Task, Fact] | None:
    for task in waiting(scene, "acquire"):
        for page, hold in scene.holders(task):
            if (page.pid, hold.tid) == (task.kernel.pid, task.kernel.tid):
                return task, hold
    return None


def not_reentrant(scene: Scene) -> str | None:
    """A task waits for a lock that a function below it on its own stack holds."""
    found = _waits_for_itself(scene)
    if not found or not still_in_block(scene, *found) or not found[0].fact:
        return None
    task, hold = found
    if not is_lock(scene, found[0].fact):
        return None
    return _(
        "{waits}, which it holds itself since line {line}.",
        waits=stand([task], _("waits for {what}", what=thing_name(scene, found[0].fact))),
        line=hold.line,
    )


def still_in_block(scene: Scene, task: Task, hold: Fact) -> bool:
    """Tell whether a task is still in the block or the function in which it took a lock."""
    if hold.count == WITH:
        return True
    function = _function_at(hold.file, hold.line)
    # Standing at the very line that took it, or before, the function has begun anew since then;
    # unless the lock would have let it in again.
    is_later = task.line is not None and task.line > hold.line
    frames = task.stack if is_later or hold.count == OWNED else task.stack[1:]
    return any(
        frame.file == hold.file and frame.function.rpartition(".")[2] == function
        for frame in frames
    )


def _function_at(file: str | None, line: int) -> str | None:
    function = function_around(file or "", line)
    return None if function is None else function.name


def function_around(file: str, line: int) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """Return the innermost function around a line; None where there is none, or no good source."""
    tree = sources.tree(file)
    around = [
        node
        for node in (ast.walk(tree) if tree else ())
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return max(around, key=lambda node: node.lineno, default=None)


def opposite_order(scene: Scene) -> str | None:
    """Tasks hold a lock each and wait for the next one's, all around."""
    for start in waiting(scene, "acquire"):
        ring = lock_cycle(scene, start)
        if len(ring) == 2:
            parts = [
                _(
                    "{who} holds {lock} and waits for {other}{at}",
                    who=task.label,
                    lock=thing_name(scene, other.fact),
                    other=thing_name(scene, task.fact),
                    at=task.at,
                )
                for task, other in (ring, ring[::-1])
                if task.fact and other.fact
            ]
            return _("{parts}: none of them can go on.", parts=_("; ").join(parts))
        if ring:
            return _(
                "{who} wait for each other in a circle: each holds a lock and waits for the next "
                "one's{at}. {circle}: none of them can go on.",
                who=people(ring),
                at=at_line(ring),
                circle=_round(ring),
            )
    return None


def _round(ring: list[Task]) -> str:
    names = [task.label for task in ring]
    if len(names) > 6:
        names = [*names[:3], "…", *names[-2:]]
    return " → ".join([*names, names[0]])


def lock_cycle(scene: Scene, start: Task) -> list[Task]:
    """Follow locks from waiter to holder until they come back to the first task; empty if not."""
    path = [start]
    while True:
        following = next(
            (t for page, hold in scene.holders(path[-1]) if (t := scene.task(page.pid, hold.tid))),
            None,
        )
        if following is None or following in path[1:]:
            return []
        if following == start:
            return path if len(path) > 1 else []
        path.append(following)


def waits_holding(scene: Scene) -> str | None:
    """Somebody waits for others, one of whom needs a lock that it holds."""
    for task in waiting(scene, "acquire"):
        for page, hold in scene.holders(task):
            holder = scene.task(page.pid, hold.tid)
            if holder is None or holder == task or not task.fact or not _is_waiting(holder):
                continue
            if not still_in_block(scene, holder, hold) or not is_lock(scene, task.fact):
                continue
            signal = holder.fact if holder.fact and holder.fact.verb == "wait" else None
            return tell_holding(scene, holder, hold, task.fact, signal)
    return None


def tell_holding(scene: Scene, holder: Task, hold: Fact, lock: Fact, awaited: Fact | None) -> str:
    """Say who holds a lock while waiting for something, and who waits for that lock."""
    others = scene.waiting_for(lock.thing, "acquire")
    return _(
        "{who} holds {lock} since line {line} while it waits for {awaited}{at}. {others}.",
        who=holder.label,
        lock=thing_name(scene, lock),
        line=hold.line,
        awaited=thing_name(scene, awaited) if awaited else _("others"),
        at=holder.at,
        others=capital(stand(others, _("waits for that lock"))),
    )


def _is_waiting(task: Task) -> bool:
    verbs = {"result", "process_join", "thread_join", "pool_join", "call", "wait"}
    return task.kernel.wait.endless and (
        (task.fact is not None and task.fact.verb in verbs)
        or task.kernel.wait.kind in {"epoll", "child"}
    )


def begins_at_zero(scene: Scene, fact: Fact) -> bool:
    """Tell whether it is about a semaphore that counts what others release."""
    made = scene.journal.made.get(fact.thing)
    return made is not None and made.begins_at == 0


def not_released(scene: Scene) -> str | None:
    """Somebody waits for a lock or a semaphore that was taken and not given back."""
    for task in waiting(scene, "acquire"):
        if task.fact and begins_at_zero(scene, task.fact):
            continue  # Who takes it is not the one to release it.
        holders = [holder for holder in scene.holders(task) if _left_block(scene, *holder)]
        if holders:
            return _never_given_back(scene, task, holders)
    return None


def _left_block(scene: Scene, page: Page, hold: Fact) -> bool:
    """Tell whether a holder is gone, or has left the function in which it took the lock."""
    holder = scene.task(page.pid, hold.tid)
    return holder is None or not still_in_block(scene, holder, hold)


def inside_own_pool(scene: Scene) -> str | None:
    """A pool's worker waits for the result of a task that no worker is free for."""
    found = [task for task in waiting(scene, "result") if _is_pool_worker(task)]
    if not found:
        return None
    return _(
        "{waits} inside a worker of a pool. The task that would give it needs a worker too, and "
        "none is free.",
        waits=stand(found, _("waits for {what}", what=_("a result"))),
    )


def _is_pool_worker(task: Task) -> bool:
    return any(
        frame.file.endswith(POOL_WORKERS)
        and frame.function.rpartition(".")[2] in {"_worker", "_process_worker", "worker"}
        for frame in task.calls
    )


def file_locks(scene: Scene) -> str | None:
    """Processes hold a file lock each and wait for the other's."""
    stuck = [task for task in scene.tasks if task.kernel.wait.kind == "lock"]
    pids = {task.kernel.pid for task in stuck}
    if len(stuck) < 2 or not pids <= _lock_holders():
        return None
    return _(
        "{waits}. Each of them holds a file lock that another one waits for: none can go on.",
        waits=stand(stuck, _("waits for {what}", what=_("a file lock"))),
    )


def _lock_holders() -> set[int]:
    """Return the processes that hold a file lock. Source: proc(5), /proc/locks."""
    try:
        lines = procfs.read_all("/proc/locks").decode("ascii", "replace").splitlines()
    except OSError:
        return set()
    rows = [line.split() for line in lines if "->" not in line]
    return {int(row[4]) for row in rows if len(row) > 4 and row[4].isdigit()}
