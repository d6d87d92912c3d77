"""Ways into a deadlock that only asyncio has."""

from __future__ import annotations

from .tasks import Scene, Task
from .wording import stand, thing_name, waiting
from .words import _

_CALLS = {"wait": "set()", "get": "put_nowait()"}
"""What ends a wait, by the verb of that."""


def is_asyncio(task: Task) -> bool:
    """Tell whether a task waits as an event loop does."""
    return task.kernel.wait.kind == "epoll"


def from_another_thread(scene: Scene) -> str | None:
    """A coroutine waits for what another thread has set or put, without waking the loop."""
    for task in waiting(scene, *_CALLS):
        if task.fact and is_asyncio(task) and scene.journal.count("from_outside", task.fact.thing):
            others = scene.waiting_for(task.fact.thing, task.fact.verb)
            return _(
                "{waits}. {call} was called in another thread, and that does not wake the event "
                "loop.",
                waits=stand(others, _("waits for {what}", what=thing_name(scene, task.fact))),
                call=_CALLS[task.fact.verb],
            )
    return None
