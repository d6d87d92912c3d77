"""Words for the sentences of an explanation: who, and verbs that agree with them."""

from __future__ import annotations

from collections.abc import Sequence

from .sheet import Fact, Page
from .tasks import Scene, Task

SINGULAR = {
    "waits": "wait",
    "is": "are",
    "asks": "ask",
    "sleeps": "sleep",
    "reads": "read",
    "spins": "spin",
    "has": "have",
    "serves": "serve",
}
LISTED = 2
"""So many tasks are listed by name; more are counted."""


def say(tasks: Sequence[Task], phrase: str) -> str:
    """Join tasks and what each of them does: `3 threads in desk() wait for the lock 'left'`."""
    return f"{people(tasks)} {agreeing(len(tasks), phrase)}"


def agreeing(count: int, phrase: str) -> str:
    """Put the verb with which a phrase begins into the plural, if need be."""
    verb, _, rest = phrase.partition(" ")
    return phrase if count == 1 else f"{SINGULAR.get(verb, verb)} {rest}".strip()


def people(tasks: Sequence[Task]) -> str:
    """Name one or two tasks; count more, by what they have in common."""
    if len(tasks) <= LISTED:
        return " and ".join(dict.fromkeys(task.label for task in tasks))
    targets = {task.target for task in tasks}
    function = targets.pop() if len(targets) == 1 else ""
    return f"{len(tasks)} {_kind(tasks)}" + (f" in {function}()" if function else "")


def _kind(tasks: Sequence[Task]) -> str:
    if all(task.is_main for task in tasks):
        return "processes"
    return "threads" if len({task.kernel.pid for task in tasks}) == 1 else "tasks"


def listed(names: Sequence[str], most: int = 4) -> str:
    """List names: `a, b and c`; `a, b, c and 4 more`."""
    unique = list(dict.fromkeys(names))
    if len(unique) > most:
        unique = [*unique[: most - 1], f"{len(unique) - most + 1} more"]
    return " and ".join((", ".join(unique[:-1]), unique[-1]) if len(unique) > 1 else unique)


def at_line(tasks: Sequence[Task]) -> str:
    """Return ` (line 12)` where all tasks stand at the same line, else nothing."""
    lines = {task.line for task in tasks}
    return f" (line {line})" if len(lines) == 1 and (line := lines.pop()) else ""


def capital(sentence: str) -> str:
    """Begin a sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


KIND_WORDS = {
    "RLock": "lock",
    "JoinableQueue": "queue",
    "SimpleQueue": "queue",
    "LifoQueue": "queue",
    "PriorityQueue": "queue",
    "BoundedSemaphore": "semaphore",
}
NAMELESS = {"acquire": "a lock", "get": "a queue", "put": "a queue", "join": "a queue"}


def thing_name(scene: Scene, fact: Fact) -> str:
    """Name what a task waits for, as the student called it."""
    made = scene.journal.made.get(fact.thing)
    if made is None:
        return NAMELESS.get(fact.verb, "something")
    kind = KIND_WORDS.get(made.kind, made.kind.lower())
    if not made.name:
        return f"the {kind} made at line {made.line}"
    number = _number_among_namesakes(scene, fact.thing)
    return f"the {kind} {made.name!r}" + (f" #{number}" if number > 1 else "")


def _number_among_namesakes(scene: Scene, thing: int) -> int:
    """Number what bears the same name, as each instance's `self.lock` does, from 1."""
    made = scene.journal.made
    waited_for = [task.fact.thing for task in scene.tasks if task.fact]
    namesakes = [
        t for t in dict.fromkeys(waited_for) if t in made and made[t].name == made[thing].name
    ]
    return namesakes.index(thing) + 1 if thing in namesakes else 1


def holder_name(scene: Scene, page: Page, fact: Fact) -> str:
    """Name who holds a lock; say so if it is gone."""
    task = scene.task(page.pid, fact.tid) or scene.between_calls.get((page.pid, fact.tid))
    if task:
        return task.label
    if not scene.alive(page.pid):
        return f"{scene.process_name(page.pid)}, which has ended"
    name = scene.journal.thread_notes.get(fact.tid, {}).get("name")
    if not isinstance(name, str):
        return f"an ended thread of {scene.process_name(page.pid)}"
    return f"{name}, which has ended"


def holders_names(scene: Scene, holders: Sequence[tuple[Page, Fact]]) -> str:
    """Name all who hold a lock; say once that they are gone."""
    names = list(dict.fromkeys(holder_name(scene, *holder) for holder in holders))
    gone = ", which has ended"
    if len(names) > 1 and all(name.endswith(gone) for name in names):
        return listed([name.removesuffix(gone) for name in names], most=3) + ", which have ended,"
    return listed([f"{name}," if name.endswith(gone) else name for name in names], most=3)


def waiting(scene: Scene, *verbs: str) -> list[Task]:
    """List the tasks that noted that they wait to do one of these."""
    return [task for task in scene.tasks if task.fact and task.fact.verb in verbs]
