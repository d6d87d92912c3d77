"""The usual ways into a deadlock: how each is recognised, told, and mended.

Each pattern is a function that looks at a scene and returns its sentence, or None. They are asked
in the order of `PATTERNS`; the first that answers names the deadlock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .lock_patterns import (
    died_with_lock,
    file_locks,
    forked_with_lock,
    inside_own_pool,
    not_reentrant,
    not_released,
    opposite_order,
    waits_holding,
)
from .sockets import other_end
from .tasks import INODE_BIT, Scene, Task
from .wording import at_line, capital, listed, say, thing_name, waiting

FEEDER = "QueueFeederThread"
"""The name of the threads with which multiprocessing's queues write."""


def task_done_missing(scene: Scene) -> str | None:
    """Somebody joins a queue that counts fewer task_done than put."""
    for task in waiting(scene, "join"):
        if task.fact:
            put = scene.journal.count("put", task.fact.thing)
            done = scene.journal.count("task_done", task.fact.thing)
            if done < put:
                return (
                    f"{task.label} waits in join() for {thing_name(scene, task.fact)}{task.at}. "
                    f"{put} items were put, but task_done() was {_called(done)}."
                )
    return None


def _called(count: int) -> str:
    times = {1: "once", 2: "twice"}.get(count, f"{count} times")
    return f"called {times}" if count else "never called"


def barrier_size(scene: Scene) -> str | None:
    """Fewer tasks wait at a barrier than it asks for."""
    for task in waiting(scene, "wait"):
        made = scene.journal.made.get(task.fact.thing) if task.fact else None
        if task.fact and made and made.kind == "Barrier":
            here = scene.waiting_for(task.fact.thing, "wait")
            size = f"{made.size}" if made.size else "more"
            return (
                f"{say(here, f'waits at {thing_name(scene, task.fact)}')}{at_line(here)}. It lets "
                f"nobody pass before {size} have come, and nobody is left who could."
            )
    return None


def join_before_drain(scene: Scene) -> str | None:
    """Somebody waits for a process to end that can't get rid of its data."""
    for task in scene.tasks:
        for pid in scene.awaited_processes(task):
            if found := _stuck_data(scene, pid):
                name = scene.process_name(pid)
                return (
                    f"{task.label} waits for {name} to end{task.at}. {capital(name)} cannot end "
                    f"before {found}, and nobody does."
                )
    return None


def _stuck_data(scene: Scene, pid: int) -> str | None:
    """Say what must happen before the data of a process are through a full pipe."""
    tasks = scene.of_process(pid)
    if any(scene.writes_full_pipe(task) for task in tasks):
        return "somebody takes its data out of a full pipe"
    # One process at a time writes to a queue: this one may be waiting for its turn.
    ending = [scene.joined_thread(task) for task in tasks]
    if not any(thread and thread.thread == FEEDER for thread in ending):
        return None
    others = [t.process for t in scene.tasks if t.thread == FEEDER and scene.writes_full_pipe(t)]
    return f"somebody takes the data of {others[0]} out of a full pipe" if others else None


def pool_not_closed(scene: Scene) -> str | None:
    """Somebody joins a pool's workers, which wait for work."""
    for task in scene.tasks:
        pid = scene.joined(task)
        name = scene.process_name(pid) if pid else ""
        if (task.fact and task.fact.verb == "pool_join") or "PoolWorker" in name:
            return f"{task.label} waits for the pool's workers to end{task.at}. They wait for work."
    return None


def both_receive(scene: Scene) -> str | None:
    """Both ends of a connection wait for the other to send."""
    for one, other in _face_to_face(scene, scene.reads_from):
        return (
            f"{one.label}{one.at} and {other.label}{other.at} both wait to receive from the "
            "other, and neither sends."
        )
    return None


def both_send(scene: Scene) -> str | None:
    """Both ends of a connection are full, and each waits for the other to receive."""
    for one, other in _face_to_face(scene, scene.writes_to):
        return (
            f"{one.label}{one.at} and {other.label}{other.at} both wait until the other receives "
            "what they send, and neither receives."
        )
    return None


def _face_to_face(
    scene: Scene, end: Callable[[Task, str], int | None]
) -> Iterator[tuple[Task, Task]]:
    """Pair the tasks that stand at the two ends of a socket, doing the same."""
    at = {inode: task for task in scene.tasks if (inode := end(task, "socket"))}
    for inode, task in at.items():
        other = at.get(other_end(task.kernel.pid, inode) or 0)
        if other and not (scene.is_inner(task) or scene.is_inner(other)):
            yield task, other


def no_sentinel(scene: Scene) -> str | None:
    """Consumers wait for an item of a queue whose items are all taken."""
    for task in waiting(scene, "get"):
        if task.fact is None or (task.kernel.tid == scene.leader and not _is_asyncio(task)):
            continue
        put = scene.journal.count("put", task.fact.thing)
        if put:
            others = scene.waiting_for(task.fact.thing, "get")
            return _no_item(scene, others, _all_taken(put))
    return None


def nothing_put(scene: Scene) -> str | None:
    """The first task of all waits for an item that none of the others will put."""
    for task in waiting(scene, "get"):
        if task.fact is not None and not _is_asyncio(task):
            put = scene.journal.count("put", task.fact.thing)
            had = _all_taken(put) if put else "nothing was put"
            return _no_item(scene, scene.waiting_for(task.fact.thing, "get"), had)
    return None


def _is_asyncio(task: Task) -> bool:
    return task.kernel.wait.kind == "epoll"


def _no_item(scene: Scene, tasks: list[Task], had: str) -> str:
    name = thing_name(scene, tasks[0].fact) if tasks[0].fact else "a queue"
    return (
        f"{say(tasks, f'waits for an item from {name}')}{at_line(tasks)}. "
        f"{had[:1].upper()}{had[1:]}, and nobody is left who could put any."
    )


def _all_taken(put: int) -> str:
    one = "the one that was put has been taken"
    return one if put == 1 else f"all {put} that were put have been taken"


def full_queue(scene: Scene) -> str | None:
    """Somebody waits for room in a queue that nobody takes from."""
    for task in waiting(scene, "put"):
        made = scene.journal.made.get(task.fact.thing) if task.fact else None
        if task.fact and task.kernel.wait.endless and not _is_asyncio(task):
            others = scene.waiting_for(task.fact.thing, "put")
            holds = f" It holds at most {made.size}," if made and made.size else " It is full,"
            return (
                f"{say(others, f'waits for room in {thing_name(scene, task.fact)}')}"
                f"{at_line(others)}.{holds} and nobody is left who could take an item out."
            )
    return None


def end_left_open(scene: Scene) -> str | None:
    """A reader waits for the end of a pipe whose other end is still held."""
    for task in scene.tasks:
        reads = task.kernel.wait.reads and not scene.is_inner(task)
        if holders := scene.at_other_end(task) if reads else []:
            names = listed(
                [scene.process_name(pid) for pid in holders if pid != task.kernel.pid]
                + ["it itself"] * (task.kernel.pid in holders)
            )
            return (
                f"{task.label} reads from {_pipe_name(scene, task)}{task.at} and never sees its "
                f"end, because {names} still {'have' if len(holders) > 1 else 'has'} the "
                f"{'writing' if scene.reads_from(task, 'pipe') else 'other'} end open."
            )
    return None


def _pipe_name(scene: Scene, task: Task) -> str:
    inode = scene.reads_from(task, "pipe") or scene.reads_from(task, "socket") or 0
    known = scene.journal.pipes.get(INODE_BIT | inode, {}).get("name")
    return f"the pipe {known!r}" if known else "a pipe"


def event_never_set(scene: Scene) -> str | None:
    """Somebody waits for an event that was not set."""
    return _signalled(scene, "Event", "Nobody is left who could set it.")


def lost_wakeup(scene: Scene) -> str | None:
    """Somebody waits at a condition, and nobody will notify."""
    return _signalled(scene, "Condition", "Nobody is left who could notify.")


def _signalled(scene: Scene, kind: str, why: str) -> str | None:
    for task in waiting(scene, "wait"):
        made = scene.journal.made.get(task.fact.thing) if task.fact else None
        if task.fact and made and made.kind == kind:
            others = scene.waiting_for(task.fact.thing, "wait")
            times = scene.journal.count("notify", task.fact.thing)
            told = f"Before that notify() was {_called(times)}. " if times else ""
            phrase = f"waits for {thing_name(scene, task.fact)}"
            return f"{say(others, phrase)}{at_line(others)}. {told}{why}"
    return None


PATTERNS: tuple[tuple[str, Callable[[Scene], str | None]], ...] = (
    ("worker died holding a lock", died_with_lock),
    ("fork with a lock held", forked_with_lock),
    ("lock not re-entrant", not_reentrant),
    ("opposite lock order", opposite_order),
    ("acquire without release on an error path", not_released),
    ("crossed file locks", file_locks),
    ("waits while holding a lock", waits_holding),
    ("waits inside its own pool", inside_own_pool),
    ("task_done missing", task_done_missing),
    ("barrier of the wrong size", barrier_size),
    ("join before drain", join_before_drain),
    ("pool not closed", pool_not_closed),
    ("both sides receive first", both_receive),
    ("both sides send first", both_send),
    ("lost wake-up", lost_wakeup),
    ("Event never set", event_never_set),
    ("no sentinel for each consumer", no_sentinel),
    ("more taken than put", nothing_put),
    ("full queue that nobody takes from", full_queue),
    ("other end of the pipe left open", end_left_open),
)
