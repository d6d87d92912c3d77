"""What can go wrong between the touches of several tasks: an update lost, a look that came too
early, halves of a change, or an order that nothing in the program demands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from grader.judge.touch import READ, WRITE, Touch

Story = tuple[Touch, ...]
"""The touches that tell what went wrong, in their order."""
Things = Sequence[Sequence[Touch]]
"""What was done to each thing that tasks contend for."""
Ordered = Callable[[Touch, Touch], bool]
"""Tell whether one touch comes before another one in every order, as far as is known."""
MAX_LOOKS = 50
"""So many of the last looks at a thing are compared with all that was done to each other thing."""


def lost_update(touches: Sequence[Touch]) -> Story | None:
    """Return the last read, foreign write, and write of a task that had not seen that one."""
    found = None
    read: dict[str, Touch] = {}
    over: dict[str, tuple[Touch | None, Touch]] = {}
    """By task, what another one had read and then wrote since its own last look."""
    for touch in touches:
        if touch.kind == READ:
            read[touch.task] = touch
            over.pop(touch.task, None)
            continue
        if touch.task in read and touch.task in over:
            parts = (read[touch.task], *over[touch.task], touch)
            found = tuple(sorted((p for p in parts if p is not None), key=lambda p: p.step))
        for task in read:
            if task != touch.task:
                over[task] = read.get(touch.task), touch
        over.pop(touch.task, None)
    return found


def late_act(touches: Sequence[Touch]) -> Story | None:
    """Return the last look, foreign write, and write that a task would not have come to after it.

    Whether it has read the thing anew since then does not matter: it no longer asks.
    """
    found = None
    for number, touch in enumerate(touches):
        looks = [n for n in range(number) if _is_look(touches[n], touch)]
        if touch.kind != WRITE or not looks:
            continue
        between = touches[looks[-1] + 1 : number]
        others = [t for t in between if t.kind == WRITE and t.task != touch.task]
        if others and not any(t.kind == WRITE and t.task == touch.task for t in between):
            found = (touches[looks[-1]], others[-1], touch)
    return found


def _is_look(touch: Touch, before: Touch) -> bool:
    """Tell whether a touch is the look at a thing that decides about another touch of it."""
    return touch.kind == READ and touch.task == before.task and touch.line in before.tested


def stale(ordered: Ordered, touches: Sequence[Touch]) -> Story | None:
    """Return the last thing that a task did right before another one's write, or after one."""
    found = None
    for number, after in enumerate(touches):
        before = _neighbour(touches[:number], after)
        if before is None or ordered(before, after):
            continue
        if WRITE in (before.kind, after.kind):
            found = (before, after)
    return found


def halves(ordered: Ordered, things: Things) -> Iterator[Story]:
    """Yield where a task saw one thing from before another task's writes and one from after them.

    No order of the two, one after the other, shows that. It only reads them; had it written, too,
    that would be another story.
    """
    for new, old in permutations(things, 2):
        for seen in reversed([touch for touch in new if touch.kind == READ][-MAX_LOOKS:]):
            written = _last_write(new, seen)
            if written is None or ordered(written, seen):
                continue
            if story := _seen_before(old, written, seen):
                yield story
                break


def _last_write(touches: Sequence[Touch], read: Touch) -> Touch | None:
    """Return whose value a task read that never writes there, if it is another task's."""
    if any(t.kind == WRITE and t.task == read.task for t in touches):
        return None
    earlier = [t for t in touches if t.kind == WRITE and t.step < read.step]
    return earlier[-1] if earlier else None


def _seen_before(old: Sequence[Touch], written: Touch, seen: Touch) -> Story | None:
    """Return a reader's last look at a thing, if the writer has changed that since or does so next.

    That is a story with what it saw of the other thing: by the same writer, next to it.
    """
    reads = [t for t in old if t.task == seen.task]
    if not reads or any(t.kind == WRITE for t in reads):
        return None
    for write in (t for t in old if t.kind == WRITE and t.task == written.task):
        before = [t for t in reads if t.step < write.step]
        after = [t for t in reads if write.step < t.step <= seen.step]
        if before and not after:
            story = (before[-1], write, written, seen)
            return tuple(sorted(story, key=lambda touch: touch.step))
    return None


def _neighbour(earlier: Sequence[Touch], after: Touch) -> Touch | None:
    """Return what another task did right before; after a look, who writes may look, too."""
    for before in reversed(earlier):
        if before.task != after.task:
            is_next = before is earlier[-1]
            return before if is_next or before.kind == READ else None
        if after.kind == READ or before.kind == WRITE:
            return None
    return None
