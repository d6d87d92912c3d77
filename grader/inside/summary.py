"""Sum up in a few clauses what all tasks of a program do, where no pattern fits."""

from __future__ import annotations

from .doing import doing, is_shown
from .polling import loop_of
from .tasks import Scene, Task
from .wording import at_line, people, stand
from .words import _

SPINNING_PERCENT = 50.0
SHARING_PERCENT = 15.0
"""Threads of one process that share its interpreter spin too, each for its part."""
MAX_CLAUSES = 4


def summary(scene: Scene, kind: str) -> str:
    """Say for each group of tasks what it waits for; at most four groups."""
    clauses = _clauses(scene, [task for task in scene.tasks if is_shown(scene, task)])
    if not clauses:
        return _("No task of the program is left.")
    told = _("; ").join(clauses)
    if kind == "deadlock":
        return _("{clauses}. Nobody is left who could end the waiting.", clauses=told)
    return _("{clauses}.", clauses=told)


def spinning_or_polling(scene: Scene) -> tuple[bool, str | None]:
    """Say who asks again and again or computes, then who waits; tell whether somebody asks."""
    awake = [task for task in scene.tasks if not task.kernel.wait.endless and not task.in_test]
    polling = [task for task in awake if _polls(task)] or _sleepers(awake)
    busy = [task for task in scene.tasks if _is_spinning(scene, task)]
    if not polling and not busy:
        return False, None
    busy.sort(key=lambda task: -(task.cpu_percent or 0.0))
    clauses = [_spins(task) for task in busy[:2]]
    if len(busy) > 2:
        total = sum(task.cpu_percent or 0.0 for task in busy)
        clauses = [
            _(
                "{who} are spinning{at}: {percent} % of a CPU",
                who=people(busy),
                at=at_line(busy),
                percent=f"{total:.0f}",
            )
        ]
    named = set(busy) if len(busy) <= 2 else set(busy) - set(polling)
    rest = [task for task in polling if task not in named]
    rest += [t for t in scene.tasks if is_shown(scene, t) and t not in busy and t not in polling]
    told = _("; ").join((clauses + _clauses(scene, rest))[:MAX_CLAUSES])
    return bool(polling), _("{clauses}.", clauses=told)


def _polls(task: Task) -> bool:
    loop = None if task.in_test else loop_of(task)
    return loop is not None and loop.asks is not None


def _sleepers(awake: list[Task]) -> list[Task]:
    """List those that sleep in a loop `while` something, where nobody asks in so many words."""
    loops = [(task, loop_of(task)) for task in awake]
    return [task for task, loop in loops if loop and loop.is_conditional]


def _spins(task: Task) -> str:
    loop = loop_of(task)
    who, percent, line = task.label, f"{task.cpu_percent:.0f}", task.line
    if line:
        spins = _(
            "{who} is spinning: {percent} % of a CPU at line {line}",
            who=who,
            percent=percent,
            line=line,
        )
    else:
        spins = _("{who} is spinning: {percent} % of a CPU", who=who, percent=percent)
    if loop and loop.asks:
        return _("{spins}, because it {does}", spins=spins, does=loop.phrase)
    return spins


def _is_spinning(scene: Scene, task: Task) -> bool:
    used = task.busy_percent or 0.0
    together = sum(other.busy_percent or 0.0 for other in scene.of_process(task.kernel.pid))
    return used >= SPINNING_PERCENT or (
        used >= SHARING_PERCENT and together >= SPINNING_PERCENT and bool(task.stack)
    )


def _clauses(scene: Scene, tasks: list[Task]) -> list[str]:
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(doing(scene, task).group, []).append(task)
    clauses = [_clause(scene, group) for group in groups.values()]
    if len(clauses) > MAX_CLAUSES:
        others = sum(len(group) for group in list(groups.values())[MAX_CLAUSES - 1 :])
        clauses = [*clauses[: MAX_CLAUSES - 1], _("{count} more wait", count=others)]
    return clauses


def _clause(scene: Scene, group: list[Task]) -> str:
    return stand(group, doing(scene, group[0]).phrase)
