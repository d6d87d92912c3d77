"""Explain a deadlock or a time limit: who waits for what, held by whom, in plain words.

The result is plain data for JSON:

    kind       `deadlock` or `time`
    sentence   what happened, in a few short sentences
    pattern    one of `helps.HELP`, or None; help: what to do about it, or None
    tasks      id, process, thread, label, pid, state (`blocked`, `running`, `sleeping`, `waiting`
               with a time limit, `in the test`, or what it repeats), waits_for, stack [{file,
               line, function, text}] (the student's calls, the innermost last), since_seconds,
               cpu_percent
    resources  id (its name), kind, name, file, line, held_by: what tasks wait for or hold
    edges      {from, to, label}: from and to are ids of tasks or resources
    cycle      the ids along a circle of edges; empty where there is none
    lines      {file, line, label, task}: where each task stands
    note       why no deadlock was proved, for `time`; else None
"""

from __future__ import annotations

import math
import time
from typing import Any

from .doing import doing, is_shown, serves
from .helps import HELP
from .lock_patterns import died_with_lock, not_reentrant, opposite_order
from .patterns import PATTERNS
from .procfs import Snapshot
from .sheet import Fact
from .summary import spinning_or_polling, summary
from .tasks import Earlier, Scene, Task
from .wording import capital, holder_name
from .words import N_, _

CERTAIN = frozenset({died_with_lock, not_reentrant, opposite_order})
"""Patterns that hold whatever the other tasks do."""
NAMELESS = {"acquire": N_("lock"), "recv": N_("connection"), "send": N_("connection")}


def explain_deadlock(snapshot: Snapshot, folder: str, students_folder: str) -> dict[str, Any]:
    """Explain a proved deadlock. `folder` has the journals and stacks; asks for stacks now."""
    scene = Scene(snapshot, folder, students_folder)
    return _explanation(scene, "deadlock", None)


def explain_time(
    snapshot: Snapshot,
    folder: str,
    students_folder: str,
    *,
    earlier: Earlier | None = None,
    withheld: str | None = None,
) -> dict[str, Any]:
    """Explain why a program was not done at its limit: what ran, and what waited.

    With an `earlier` snapshot (some 0.2 s before) it tells how much of a processor each task used.
    `withheld` is the watcher's reason for not calling it a deadlock.
    """
    scene = Scene(snapshot, folder, students_folder, earlier)
    return _explanation(scene, "time", withheld)


def _explanation(scene: Scene, kind: str, note: str | None) -> dict[str, Any]:
    pattern, sentence = _pattern(scene)
    if sentence is None:
        polling, sentence = spinning_or_polling(scene) if kind == "time" else (False, None)
        pattern = "polling in a loop" if polling else None
    edges, resources = _graph(scene)
    return {
        "kind": kind,
        "sentence": capital(sentence or summary(scene, kind)),
        "pattern": pattern,
        "help": _(HELP[pattern]) if pattern else None,
        "tasks": [_task(scene, task) for task in scene.tasks if is_shown(scene, task)],
        "resources": resources,
        "edges": edges,
        "cycle": _circle(edges),
        "lines": _lines(scene),
        "note": note,
    }


def _pattern(scene: Scene) -> tuple[str | None, str | None]:
    """Return the first pattern that fits; beside a task that may still act, a certain one."""
    closed = all(
        (task.kernel.wait.endless and not task.in_test) or serves(task) for task in scene.tasks
    )
    for name, recognise in PATTERNS:
        sentence = recognise(scene) if closed or recognise in CERTAIN else None
        if sentence:
            return name, sentence
    return None, None


def _task(scene: Scene, task: Task) -> dict[str, Any]:
    # The program wrote it down, by whatever it calls a clock.
    since = time.monotonic() - task.fact.since if task.fact else math.nan
    does = doing(scene, task)
    return {
        "id": task.id,
        "process": task.process.removeprefix("the "),
        "thread": task.thread,
        "label": task.label,
        "pid": task.kernel.pid,
        "state": does.state,
        "stack": [
            {
                "file": scene.short(frame.file),
                "line": frame.line,
                "function": frame.function,
                "text": scene.text(frame.file, frame.line),
            }
            for frame in reversed(task.stack)
        ],
        "waits_for": does.what,
        "since_seconds": round(since, 3) if 0 <= since < math.inf else None,
        "cpu_percent": task.cpu_percent,
    }


def _lines(scene: Scene) -> list[dict[str, Any]]:
    return [
        {
            "file": scene.short(task.stack[0].file),
            "line": task.stack[0].line,
            "label": doing(scene, task).phrase,
            "task": task.id,
        }
        for task in scene.tasks
        if task.stack
    ]


def _graph(scene: Scene) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """Draw who waits for what, and who holds it."""
    edges: list[dict[str, str]] = []
    resources: dict[int, dict[str, Any]] = {}
    for task in scene.tasks:
        pid, thread = scene.joined(task), scene.joined_thread(task)
        others = scene.of_process(pid)[:1] if pid else [thread] if thread else []
        label = _("waits for the end of")
        edges += [{"from": task.id, "to": t.id, "label": label} for t in others]
        if task.fact is None or others or task.fact.thing == 0:
            continue
        resource = _resource(scene, task.fact, resources)
        edges.append({"from": task.id, "to": resource["id"], "label": _("waits for")})
        edges += [
            {"from": resource["id"], "to": holder.id, "label": _("other end held by")}
            for pid in (scene.at_other_end(task) if task.fact.verb in {"recv", "send"} else ())
            for holder in scene.of_process(pid)[:1]
        ]
    for thing, resource in resources.items():
        for page, hold in scene.journal.holders(thing):
            holder = scene.task(page.pid, hold.tid)
            if holder:
                label = _("held since line {line}", line=hold.line)
                edges.append({"from": resource["id"], "to": holder.id, "label": label})
            else:
                resource["held_by"] = holder_name(scene, page, hold)
    return edges, list(resources.values())


def _resource(scene: Scene, fact: Fact, found: dict[int, dict[str, Any]]) -> dict[str, Any]:
    made = scene.journal.made.get(fact.thing)
    return found.setdefault(
        fact.thing,
        {
            "id": _id_of(scene, fact, {resource["id"] for resource in found.values()}),
            "kind": made.kind if made else fact.verb,
            "name": made.name if made else None,
            "file": scene.short(made.file) if made else None,
            "line": made.line if made else None,
            "held_by": None,
        },
    )


def _id_of(scene: Scene, fact: Fact, taken: set[str]) -> str:
    """Return what a resource is called in a drawing: the student's name for it, if she has one."""
    made = scene.journal.made.get(fact.thing)
    known = scene.journal.pipes.get(fact.thing, {}).get("name")
    plain = (
        _("{kind}, line {line}", kind=made.kind, line=made.line)
        if made
        else _(NAMELESS.get(fact.verb, fact.verb))
    )
    name = (made.name if made else None) or (str(known) if known else plain)
    number = 1
    while (wanted := name if number == 1 else f"{name} #{number}") in taken:
        number += 1
    return wanted


def _circle(edges: list[dict[str, str]]) -> list[str]:
    """Find a circle among the edges; empty where there is none."""
    following: dict[str, list[str]] = {}
    for edge in edges:
        following.setdefault(edge["from"], []).append(edge["to"])
    done: set[str] = set()
    for start in following:
        path: list[str] = []
        if (found := _walk(start, following, path, done)) is not None:
            return found
    return []


def _walk(
    node: str, following: dict[str, list[str]], path: list[str], done: set[str]
) -> list[str] | None:
    if node in path:
        return path[path.index(node) :]
    if node in done:
        return None
    path.append(node)
    for other in following.get(node, ()):
        if (found := _walk(other, following, path, done)) is not None:
            return found
    path.pop()
    done.add(node)
    return None
