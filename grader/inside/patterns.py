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
from .loop_patterns import from_another_thread, is_asyncio
from .semaphore_patterns import keeps_out_who_releases, never_signalled, used_up
from .sockets import other_end
from .tasks import INODE_BIT, Scene, Task
from .wording import CALLED, capital, how_often, listed, stand, thing_name, waiting
from .words import N_, _

FEEDER = "QueueFeederThread"
"""The name of the threads with which multiprocessing's queues write."""


def task_done_missing(scene: Scene) -> str | None:
    """Somebody joins a queue that counts fewer task_done than put."""
    for task in waiting(scene, "join"):
        if task.fact:
            put = scene.journal.count("put", task.fact.thing)
            done = scene.journal.count("task_done", task.fact.thing)
            if done < put:
                return _(
                    "{who} waits in join() for {queue}{at}. {put} items were put, but task_done() "
                    "was {called}.",
                    who=task.label,
                    queue=thing_name(scene, task.fact),
                    at=task.at,
                    put=put,
                    called=how_often(CALLED, done),
                )
    return None


def barrier_size(scene: Scene) -> str | None:
    """Fewer tasks wait at a barrier than it asks for."""
    for task in waiting(scene, "wait"):
        made = scene.journal.made.get(task.fact.thing) if task.fact else None
        if task.fact and made and made.kind == "Barrier":
            here = scene.waiting_for(task.fact.thing, "wait")
            waits = stand(here, _("waits at {barrier}", barrier=thing_name(scene, task.fact)))
            if made.size:
                return _(
                    "{waits}. It lets nobody pass before {size} have come, and nobody is left who "
                    "could.",
                    waits=waits,
                    size=made.size,
                )
            return _(
                "{waits}. It lets nobody pass before more have come, and nobody is left who could.",
                waits=waits,
            )
    return None


def join_before_drain(scene: Scene) -> str | None:
    """Somebody waits for a process to end that can't get rid of its data."""
    for task in scene.tasks:
        for pid in scene.awaited_processes(task):
            if found := _stuck_data(scene, pid):
                name = scene.process_name(pid)
                return _(
                    "{who} waits for {process} to end{at}. {same_process} cannot end before "
                    "{event}, and nobody does.",
                    who=task.label,
                    process=name,
                    at=task.at,
                    same_process=capital(name),
                    event=found,
                )
    return None


def _stuck_data(scene: Scene, pid: int) -> str | None:
    """Say what must happen before the data of a process are through a full pipe."""
    tasks = scene.of_process(pid)
    if any(scene.writes_full_pipe(task) for task in tasks):
        return _("somebody takes its data out of a full pipe")
    # One process at a time writes to a queue: this one may be waiting for its turn.
    ending = [scene.joined_thread(task) for task in tasks]
    if not any(thread and thread.thread == FEEDER for thread in ending):
        return None
    others = [t.process for t in scene.tasks if t.thread == FEEDER and scene.writes_full_pipe(t)]
    if not others:
        return None
    return _("somebody takes the data of {process} out of a full pipe", process=others[0])


def pool_not_closed(scene: Scene) -> str | None:
    """Somebody joins a pool's workers, which wait for work."""
    for task in scene.tasks:
        pid = scene.joined(task)
        name = scene.process_name(pid) if pid else ""
        if (task.fact and task.fact.verb == "pool_join") or "PoolWorker" in name:
            return _(
                "{who} waits for the pool's workers to end{at}. They wait for work.",
                who=task.label,
                at=task.at,
            )
    return None


def both_receive(scene: Scene) -> str | None:
    """Both ends of a connection wait for the other to send."""
    for one, other in _face_to_face(scene, scene.reads_from):
        return _(
            "{one} and {other} both wait to receive from the other, and neither sends.",
            one=f"{one.label}{one.at}",
            other=f"{other.label}{other.at}",
        )
    return None


def both_send(scene: Scene) -> str | None:
    """Both ends of a connection are full, and each waits for the other to receive."""
    for one, other in _face_to_face(scene, scene.writes_to):
        return _(
            "{one} and {other} both wait until the other receives what they send, and neither "
            "receives.",
            one=f"{one.label}{one.at}",
            other=f"{other.label}{other.at}",
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
        if task.fact is None or (task.kernel.tid == scene.leader and not is_asyncio(task)):
            continue
        put = scene.journal.count("put", task.fact.thing)
        if put:
            others = scene.waiting_for(task.fact.thing, "get")
            return _no_item(scene, others, _all_taken(put))
    return None


def nothing_put(scene: Scene) -> str | None:
    """The first task of all waits for an item that none of the others will put."""
    for task in waiting(scene, "get"):
        if task.fact is not None and not is_asyncio(task):
            put = scene.journal.count("put", task.fact.thing)
            return _no_item(scene, scene.waiting_for(task.fact.thing, "get"), _all_taken(put))
    return None


def _no_item(scene: Scene, tasks: list[Task], had: str) -> str:
    name = thing_name(scene, tasks[0].fact) if tasks[0].fact else _("a queue")
    item = _("an item from {name}", name=name)
    return _(
        "{waits}. {had}, and nobody is left who could put any.",
        waits=stand(tasks, _("waits for {what}", what=item)),
        had=had,
    )


def _all_taken(put: int) -> str:
    if not put:
        return _("Nothing was put")
    if put == 1:
        return _("The one that was put has been taken")
    return _("All {put} that were put have been taken", put=put)


def full_queue(scene: Scene) -> str | None:
    """Somebody waits for room in a queue that nobody takes from."""
    for task in waiting(scene, "put"):
        made = scene.journal.made.get(task.fact.thing) if task.fact else None
        if task.fact and task.kernel.wait.endless and not is_asyncio(task):
            others = scene.waiting_for(task.fact.thing, "put")
            room = _("room in {name}", name=thing_name(scene, task.fact))
            waits = stand(others, _("waits for {what}", what=room))
            if made and made.size:
                return _(
                    "{waits}. It holds at most {size}, and nobody is left who could take an item "
                    "out.",
                    waits=waits,
                    size=made.size,
                )
            return _(
                "{waits}. It is full, and nobody is left who could take an item out.", waits=waits
            )
    return None


def end_left_open(scene: Scene) -> str | None:
    """A reader waits for the end of a pipe whose other end is still held."""
    for task in scene.tasks:
        reads = task.kernel.wait.reads and not scene.is_inner(task)
        if holders := scene.at_other_end(task) if reads else []:
            names = listed(
                [scene.process_name(pid) for pid in holders if pid != task.kernel.pid]
                + [_("it itself")] * (task.kernel.pid in holders)
            )
            by_one, by_several = (
                _WRITING_END_OPEN if scene.reads_from(task, "pipe") else _OTHER_END_OPEN
            )
            return _(
                by_several if len(holders) > 1 else by_one,
                who=task.label,
                pipe=_pipe_name(scene, task),
                at=task.at,
                names=names,
            )
    return None


_WRITING_END_OPEN = (
    N_(
        "{who} reads from {pipe}{at} and never sees its end, because {names} still has the writing "
        "end open."
    ),
    N_(
        "{who} reads from {pipe}{at} and never sees its end, because {names} still have the "
        "writing end open."
    ),
)
_OTHER_END_OPEN = (
    N_(
        "{who} reads from {pipe}{at} and never sees its end, because {names} still has the other "
        "end open."
    ),
    N_(
        "{who} reads from {pipe}{at} and never sees its end, because {names} still have the other "
        "end open."
    ),
)
"""Where one process has it open, and where several have."""


def _pipe_name(scene: Scene, task: Task) -> str:
    inode = scene.reads_from(task, "pipe") or scene.reads_from(task, "socket") or 0
    known = scene.journal.pipes.get(INODE_BIT | inode, {}).get("name")
    return _("the pipe {name}", name=repr(known)) if known else _("a pipe")


def event_never_set(scene: Scene) -> str | None:
    """Somebody waits for an event that was not set."""
    return _signalled(scene, "Event", N_("{waits}. Nobody is left who could set it."))


def never_true(scene: Scene) -> str | None:
    """Somebody waits by `wait_for` at a condition, and nobody will notify."""
    asks = any(
        frame.function.endswith("wait_for")
        for task in waiting(scene, "wait")
        for frame in task.calls
        if not scene.is_students(frame.file)
    )
    return lost_wakeup(scene) if asks else None


def lost_wakeup(scene: Scene) -> str | None:
    """Somebody waits at a condition, and nobody will notify."""
    return _signalled(scene, "Condition", N_("{waits}. Nobody is left who could notify."))


def _signalled(scene: Scene, kind: str, message: str) -> str | None:
    for task in waiting(scene, "wait"):
        made = scene.journal.made.get(task.fact.thing) if task.fact else None
        if task.fact and made and made.kind == kind:
            others = scene.waiting_for(task.fact.thing, "wait")
            times = scene.journal.count("notify", task.fact.thing)
            waits = stand(others, _("waits for {what}", what=thing_name(scene, task.fact)))
            if times:
                before = N_("{waits}. Before that notify() was {called}")
                waits = _(before, waits=waits, called=how_often(CALLED, times))
            return _(message, waits=waits)
    return None


PATTERNS: tuple[tuple[str, Callable[[Scene], str | None]], ...] = (
    ("worker died holding a lock", died_with_lock),
    ("fork with a lock held", forked_with_lock),
    ("lock not re-entrant", not_reentrant),
    ("opposite lock order", opposite_order),
    ("waits while holding a lock", keeps_out_who_releases),
    ("semaphore used up", used_up),
    ("acquire without release on an error path", not_released),
    ("crossed file locks", file_locks),
    ("waits while holding a lock", waits_holding),
    ("waits inside its own pool", inside_own_pool),
    ("asyncio from another thread", from_another_thread),
    ("task_done missing", task_done_missing),
    ("barrier of the wrong size", barrier_size),
    ("join before drain", join_before_drain),
    ("pool not closed", pool_not_closed),
    ("both sides receive first", both_receive),
    ("both sides send first", both_send),
    ("semaphore never released", never_signalled),
    ("condition never true", never_true),
    ("lost wake-up", lost_wakeup),
    ("Event never set", event_never_set),
    ("no sentinel for each consumer", no_sentinel),
    ("more taken than put", nothing_put),
    ("full queue that nobody takes from", full_queue),
    ("other end of the pipe left open", end_left_open),
)
