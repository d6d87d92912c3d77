"""Who reads and writes what in which order, and what went wrong between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from grader.judge.stories import Ordered, Story, Things, halves, late_act, lost_update, stale
from grader.judge.touch import READ, WRITE, Touch
from grader.words import N_, _


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What tasks did to each other."""

    touches: Mapping[int, Touch]
    """By its step, what touches that another task writes, or writes what another one touches."""
    sentence: str
    lost: bool = False
    """Whether an update was lost, which explains much."""
    is_one_thing: bool = True

    @property
    def steps(self) -> frozenset[int]:
        """Return the steps at which something matters."""
        return frozenset(self.touches)

    def thing(self, touch: Touch) -> str:
        """Return what is touched; one object may go by several names."""
        if not self.is_one_thing:
            return touch.place
        return " = ".join(dict.fromkeys(touch.place for touch in self.touches.values()))


Names = Mapping[str, str]


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
        (_each(lost_update), _tell_lost_update),
        (_each(late_act), _tell_late_act),
        (partial(halves, ordered), _tell_halves),
        (_each(partial(stale, ordered)), _tell_stale),
    ):
        stories = list(look(list(contended.values())))
        if stories:
            story = max(stories, key=_telling)
            return Conflict(
                touches=_by_step(story),
                sentence=tell(story, names),
                lost=tell is _tell_lost_update,
                is_one_thing=tell is not _tell_halves,
            )
    return Conflict(touches={}, sentence="")


def _each(look: Callable[[Sequence[Touch]], Story | None]) -> Callable[[Things], Iterator[Story]]:
    """Look at one thing after the other."""

    def look_at_all(things: Things) -> Iterator[Story]:
        yield from (story for thing in things if (story := look(thing)) is not None)

    return look_at_all


def _telling(story: Sequence[Touch]) -> tuple[bool, int]:
    """Prefer what ends last; that two only add to the same thing is seldom what went wrong."""
    return any(not touch.part for touch in story), story[-1].step


def _by_step(story: Sequence[Touch]) -> Mapping[int, Touch]:
    """Key touches by their steps; of a step that reads and writes, the writing is what matters."""
    return {t.shown: t for t in sorted(story, key=lambda t: t.kind == WRITE)}


def _tell_lost_update(story: Story, names: Names) -> str:
    if story[-1].part:
        return _tell_late_act(story, names)
    return _(
        "{story} without having seen that: one update of {thing} was lost.",
        story=_in_a_row(story, names),
        thing=story[-1].place,
    )


def _tell_late_act(story: Story, names: Names) -> str:
    told = _in_a_row(story, names)
    return _("{story}, although what it had read no longer held.", story=told)


def _in_a_row(story: Story, names: Names) -> str:
    told, *others, last = (_deed(touch, names) for touch in story)
    for deed in others:
        told = _("{deeds}, {next}", deeds=told, next=deed)
    return _("{deeds}, and {last}", deeds=told, last=last)


def _tell_halves(story: Story, names: Names) -> str:
    reader = next(touch.task for touch in story if touch.kind == READ)
    writer = next(touch.task for touch in story if touch.kind == WRITE)
    one = story[0]
    told = tuple(
        replace(touch, place=_("another {thing}", thing=touch.place))
        if touch.place == one.place and touch.owner_number != one.owner_number
        else touch
        for touch in story
    )
    return _(
        "{story}: {task} saw one half of what {other} did, and not the other one.",
        story=_in_a_row(told, names),
        task=names.get(reader, reader),
        other=names.get(writer, writer),
    )


def _tell_stale(story: Story, names: Names) -> str:
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
