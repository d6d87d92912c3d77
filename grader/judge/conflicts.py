"""Who reads and writes what in which order, and what went wrong between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from grader.words import N_, _

READ, WRITE = "read", "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One task's reading or writing of one thing, at one step."""

    step: int
    task: str
    kind: str
    place: str
    value: str | None = None
    line: int = 0
    part: bool = False
    """Whether it is a part of the thing that was written."""
    at: int | None = None
    """The step at whose line that is written, where it was done only later."""
    tested: frozenset[int] = frozenset()
    """The lines of the conditions without which its line is not reached."""
    owner: str = ""
    """What the object is called of which it is an attribute or an element; empty if it is none."""
    owner_number: int | None = None
    """Which object that is, where it is known."""
    which: str = ""
    """Which attribute or element: `.total`, `[0]`."""

    @property
    def shown(self) -> int:
        """Return the step at whose line that is written."""
        return self.step if self.at is None else self.at


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What tasks did to each other."""

    touches: Mapping[int, Touch]
    """By its step, what touches that another task writes, or writes what another one touches."""
    sentence: str
    lost: bool = False
    """Whether an update was lost, which explains much."""

    @property
    def steps(self) -> frozenset[int]:
        """Return the steps at which something matters."""
        return frozenset(self.touches)

    @property
    def thing(self) -> str:
        """Return what it is about; one object may go by several names."""
        return " = ".join(dict.fromkeys(touch.place for touch in self.touches.values()))


Names = Mapping[str, str]
Ordered = Callable[[Touch, Touch], bool]


def find(
    touches: Sequence[Touch],
    names: Names,
    homes: Mapping[str, int] | None = None,
    ordered: Ordered = lambda _before, _after: False,
) -> Conflict:
    """Return which steps conflict, and a sentence about the last that explains a failure.

    `homes` tells the process of each task: a global name is another thing in another process. Where
    there is but one, objects are told apart; of several, what looks like two may be shared.
    `ordered` tells whether one touch comes before another one in every order, as far as is known.
    """
    one_process = len(set((homes or {}).values())) == 1
    by_place: dict[tuple[str, str | int | None], list[Touch]] = {}
    for touch in touches:
        is_global = touch.value is None and touch.place.isidentifier()
        home = homes.get(touch.task) if homes and is_global else None
        place: tuple[str, str | int | None] = touch.place, home
        if touch.owner:
            is_known = one_process and touch.owner_number is not None
            place = touch.which, touch.owner_number if is_known else touch.owner
        by_place.setdefault(place, []).append(touch)
    contended = {
        place: found
        for place, found in by_place.items()
        if len({t.task for t in found}) > 1 and any(t.kind == WRITE for t in found)
    }
    for look, tell in (
        (_lost_update, _tell_lost_update),
        (_late_act, _tell_late_act),
        (partial(_stale, ordered), _tell_stale),
    ):
        stories = [story for story in map(look, contended.values()) if story is not None]
        if stories:
            story = max(stories, key=_telling)
            lost = look is _lost_update
            return Conflict(touches=_by_step(story), sentence=tell(story, names), lost=lost)
    return Conflict(touches={}, sentence="")


def _telling(story: Sequence[Touch]) -> tuple[bool, int]:
    """Prefer what ends last; that two only add to the same thing is seldom what went wrong."""
    return any(not touch.part for touch in story), story[-1].step


def _by_step(story: Sequence[Touch]) -> Mapping[int, Touch]:
    """Key touches by their steps; of a step that reads and writes, the writing is what matters."""
    return {t.shown: t for t in sorted(story, key=lambda t: t.kind == WRITE)}


def _lost_update(touches: Sequence[Touch]) -> tuple[Touch, ...] | None:
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


def _late_act(touches: Sequence[Touch]) -> tuple[Touch, ...] | None:
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


def _stale(ordered: Ordered, touches: Sequence[Touch]) -> tuple[Touch, ...] | None:
    """Return the last thing that a task did right before another one's write, or after one."""
    found = None
    for number, after in enumerate(touches):
        before = _neighbour(touches[:number], after)
        if before is None or ordered(before, after):
            continue
        if WRITE in (before.kind, after.kind):
            found = (before, after)
    return found


def _neighbour(earlier: Sequence[Touch], after: Touch) -> Touch | None:
    """Return what another task did right before; after a look, who writes may look, too."""
    for before in reversed(earlier):
        if before.task != after.task:
            is_next = before is earlier[-1]
            return before if is_next or before.kind == READ else None
        if after.kind == READ or before.kind == WRITE:
            return None
    return None


def _tell_lost_update(story: tuple[Touch, ...], names: Names) -> str:
    if story[-1].part:
        return _tell_late_act(story, names)
    return _(
        "{story} without having seen that: one update of {thing} was lost.",
        story=_in_a_row(story, names),
        thing=story[-1].place,
    )


def _tell_late_act(story: tuple[Touch, ...], names: Names) -> str:
    told = _in_a_row(story, names)
    return _("{story}, although what it had read no longer held.", story=told)


def _in_a_row(story: tuple[Touch, ...], names: Names) -> str:
    told, *others, last = (_deed(touch, names) for touch in story)
    for deed in others:
        told = _("{deeds}, {next}", deeds=told, next=deed)
    return _("{deeds}, and {last}", deeds=told, last=last)


def _tell_stale(story: tuple[Touch, ...], names: Names) -> str:
    before, after = (_deed(touch, names) for touch in story)
    return _(
        "{before}, then {after}: nothing in the program says which of the two comes first.",
        before=before,
        after=after,
    )


_READ = N_("{task} read {thing}"), N_("{task} read {thing} (line {line})")
_CHANGED = N_("{task} changed {thing}"), N_("{task} changed {thing} (line {line})")
_WROTE = N_("{task} wrote {thing}"), N_("{task} wrote {thing} (line {line})")


def _deed(touch: Touch, names: Names) -> str:
    """Say who did what to a thing, or with which value of it, and at which line if known."""
    plain, at_line = _READ if touch.kind == READ else _CHANGED if touch.part else _WROTE
    task = names.get(touch.task, touch.task)
    thing = touch.place if touch.value is None else touch.value
    if touch.line:
        return _(at_line, task=task, thing=thing, line=touch.line)
    return _(plain, task=task, thing=thing)
