"""The usual ways into a deadlock that has to do with semaphores, which others may release.

Each pattern looks at a scene and returns its sentence, or None.
"""

from __future__ import annotations

import ast
from functools import lru_cache

from .lock_patterns import begins_at_zero, function_around, is_lock, still_in_block, tell_holding
from .sheet import Fact
from .tasks import Scene, Task
from .wording import RELEASED, how_often, stand, thing_name, waiting
from .words import _

COUNTING = frozenset({"Semaphore", "BoundedSemaphore"})


def never_signalled(scene: Scene) -> str | None:
    """Somebody waits at a semaphore that begins at 0: it counts what others release."""
    signals = {
        task.fact.thing: task.fact
        for task in waiting(scene, "acquire")
        if task.fact and begins_at_zero(scene, task.fact)
    }
    clauses = [_unreleased(scene, fact) for fact in signals.values()]
    if not clauses:
        return None
    if len(clauses) == 1:
        return _("{clause}. Nobody is left who could release it.", clause=clauses[0])
    told = _("; ").join(clauses)
    return _("{clauses}. Nobody is left who could release them.", clauses=told)


def _unreleased(scene: Scene, fact: Fact) -> str:
    others = scene.waiting_for(fact.thing, "acquire")
    return _(
        "{waits}, which began at 0 and was {released}",
        waits=stand(others, _("waits for {what}", what=thing_name(scene, fact))),
        released=how_often(RELEASED, scene.journal.count("release", fact.thing)),
    )


def used_up(scene: Scene) -> str | None:
    """All who have taken some of a semaphore wait for more of it."""
    for task in waiting(scene, "acquire"):
        made = scene.journal.made.get(task.fact.thing) if task.fact else None
        if task.fact is None or made is None or made.kind not in COUNTING:
            continue
        if begins_at_zero(scene, task.fact):
            continue  # It counts what others do.
        others = scene.waiting_for(task.fact.thing, "acquire")
        holders = [scene.task(page.pid, hold.tid) for page, hold in scene.holders(task)]
        if not holders or any(holder not in others for holder in holders):
            continue
        takers = [other for other in others if other in holders]
        what = _("waits for one more of {semaphore}", semaphore=thing_name(scene, task.fact))
        waits = stand(takers, what)
        if len(takers) == 1:
            return _(
                "{waits}. It has taken all that there was, and nobody is left who could release "
                "any.",
                waits=waits,
            )
        return _(
            "{waits}. Between them they have taken all that there was, and none releases any "
            "before it gets more.",
            waits=waits,
        )
    return None


def keeps_out_who_releases(scene: Scene) -> str | None:
    """Somebody waits at a semaphore, and holds a lock that whoever would release it waits for."""
    for task in waiting(scene, "acquire"):
        if task.fact is None or not is_lock(scene, task.fact):
            continue
        for page, hold in scene.holders(task):
            holder = scene.task(page.pid, hold.tid)
            if holder is None or holder == task or not holder.fact:
                continue
            made = scene.journal.made.get(holder.fact.thing)
            waits = holder.fact.verb == "acquire" and made is not None and made.kind in COUNTING
            if not waits or made is None or not still_in_block(scene, holder, hold):
                continue
            others = scene.waiting_for(task.fact.thing, "acquire")
            if made.name and any(_would_release(other, made.name) for other in others):
                return tell_holding(scene, holder, hold, task.fact, holder.fact)
    return None


def _would_release(task: Task, name: str) -> bool:
    """Tell whether a function that a task is in releases what is called so; by its source only."""
    last = name.rpartition(".")[2]
    return any(last in _released(frame.file, frame.line) for frame in task.stack)


@lru_cache(maxsize=64)
def _released(file: str, line: int) -> frozenset[str]:
    """Return the last names of what the function around a line releases."""
    function = function_around(file, line)
    calls = [
        node.func.value
        for node in (ast.walk(function) if function is not None else ())
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "release"
    ]
    return frozenset(ast.unparse(thing).rpartition(".")[2] for thing in calls)
