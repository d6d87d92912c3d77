"""Words for the sentences of an explanation: who, and verbs that agree with them."""

from __future__ import annotations

from collections.abc import Sequence

from .sheet import Fact, Page
from .tasks import Scene, Task
from .words import N_, _, is_english

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
    return _("{who} {does}", who=people(tasks), does=agreeing(len(tasks), phrase))


def stand(tasks: Sequence[Task], phrase: str) -> str:
    """Join tasks, what each of them does, and the line where all of them stand."""
    return f"{say(tasks, phrase)}{at_line(tasks)}"


def agreeing(count: int, phrase: str) -> str:
    """Put the verb with which a phrase begins into the plural, if need be."""
    if count == 1 or not is_english():
        return phrase
    verb, _blank, rest = phrase.partition(" ")
    return f"{SINGULAR.get(verb, verb)} {rest}".strip()


def people(tasks: Sequence[Task]) -> str:
    """Name one or two tasks; count more, by what they have in common."""
    if len(tasks) <= LISTED:
        return listed([task.label for task in tasks])
    targets = {task.target for task in tasks}
    function = targets.pop() if len(targets) == 1 else ""
    in_function, plain = _counts(tasks)
    count = len(tasks)
    return _(in_function, count=count, function=function) if function else _(plain, count=count)


def _counts(tasks: Sequence[Task]) -> tuple[str, str]:
    if all(task.is_main for task in tasks):
        return N_("{count} processes in {function}()"), N_("{count} processes")
    if len({task.kernel.pid for task in tasks}) == 1:
        return N_("{count} threads in {function}()"), N_("{count} threads")
    return N_("{count} tasks in {function}()"), N_("{count} tasks")


def listed(names: Sequence[str], most: int = 4) -> str:
    """List names: `a, b and c`; `a, b, c and 4 more`."""
    unique = list(dict.fromkeys(names))
    if len(unique) > most:
        unique = [*unique[: most - 1], _("{count} more", count=len(unique) - most + 1)]
    if len(unique) < 2:
        return "".join(unique)
    return _("{first} and {last}", first=_(", ").join(unique[:-1]), last=unique[-1])


CALLED = (
    N_("never called"),
    N_("called once"),
    N_("called twice"),
    N_("called {count} times"),
)
RELEASED = (
    N_("never released"),
    N_("released once"),
    N_("released twice"),
    N_("released {count} times"),
)


def how_often(done: Sequence[str], count: int) -> str:
    """Say how often something was done: `never called`, `called once`, `called 3 times`."""
    return _(done[min(count, 3)], count=count)


def at_line(tasks: Sequence[Task]) -> str:
    """Return ` (line 12)` where all tasks stand at the same line, else nothing."""
    lines = {task.line for task in tasks}
    return _(" (line {line})", line=line) if len(lines) == 1 and (line := lines.pop()) else ""


def capital(sentence: str) -> str:
    """Begin a sentence with a capital."""
    return sentence[:1].upper() + sentence[1:] if is_english() else sentence


KIND_WORDS = {
    "Lock": N_("lock"),
    "RLock": "lock",
    "Queue": N_("queue"),
    "JoinableQueue": "queue",
    "SimpleQueue": "queue",
    "LifoQueue": "queue",
    "PriorityQueue": "queue",
    "Semaphore": N_("semaphore"),
    "BoundedSemaphore": "semaphore",
    "Event": N_("event"),
    "Condition": N_("condition"),
    "Barrier": N_("barrier"),
}
NAMELESS = {
    "acquire": N_("a lock"),
    "get": N_("a queue"),
    "put": N_("a queue"),
    "join": N_("a queue"),
}


def thing_name(scene: Scene, fact: Fact) -> str:
    """Name what a task waits for, as the student called it."""
    made = scene.journal.made.get(fact.thing)
    if made is None:
        return _(NAMELESS[fact.verb]) if fact.verb in NAMELESS else _("something")
    kind = _(KIND_WORDS.get(made.kind, made.kind.lower()))
    if not made.name:
        return _("the {kind} made at line {line}", kind=kind, line=made.line)
    number = _number_among_namesakes(scene, fact.thing)
    name = repr(made.name) + (f" #{number}" if number > 1 else "")
    return _("the {kind} {name}", kind=kind, name=name)


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
    name, is_gone = _holder(scene, page, fact)
    return _("{name}, which has ended", name=name) if is_gone else name


def _holder(scene: Scene, page: Page, fact: Fact) -> tuple[str, bool]:
    """Name who holds a lock; tell whether it is gone, where its name does not say so."""
    task = scene.task(page.pid, fact.tid) or scene.between_calls.get((page.pid, fact.tid))
    if task:
        return task.label, False
    if not scene.alive(page.pid):
        return scene.process_name(page.pid), True
    name = scene.journal.thread_notes.get(fact.tid, {}).get("name")
    if not isinstance(name, str):
        process = scene.process_name(page.pid)
        return _("an ended thread of {process}", process=process), False
    return name, True


def holders_names(scene: Scene, holders: Sequence[tuple[Page, Fact]]) -> str:
    """Name all who hold a lock; say once that they are gone."""
    found = dict.fromkeys(_holder(scene, *holder) for holder in holders)
    if len(found) > 1 and all(is_gone for _name, is_gone in found):
        names = listed([name for name, _gone in found], most=3)
        return _("{names}, which have ended,", names=names)
    gone = N_("{name}, which has ended,")
    return listed([_(gone, name=name) if is_gone else name for name, is_gone in found], most=3)


def waiting(scene: Scene, *verbs: str) -> list[Task]:
    """List the tasks that noted that they wait to do one of these."""
    return [task for task in scene.tasks if task.fact and task.fact.verb in verbs]
