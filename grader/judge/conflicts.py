"""Who reads and writes what in which order, and what went wrong between them.

What the test shares is known exactly. Of all else only the source is known: a line reads and writes
names, attributes and elements that are not its function's own. That explains; it decides nothing.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

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


Names = Mapping[str, str]
Ordered = Callable[[Touch, Touch], bool]


def find(
    touches: Sequence[Touch],
    names: Names,
    homes: Mapping[str, int] | None = None,
    ordered: Ordered = lambda _before, _after: False,
) -> Conflict:
    """Return which steps conflict, and a sentence about the last that explains a failure.

    `homes` tells the process of each task: a global name is another thing in another process.
    `ordered` tells whether one touch comes before another one in every order, as far as is known.
    """
    by_place: dict[tuple[str, int | None], list[Touch]] = {}
    for touch in touches:
        is_global = touch.value is None and touch.place.isidentifier()
        home = homes.get(touch.task) if homes and is_global else None
        by_place.setdefault((touch.place, home), []).append(touch)
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


# -- what lines touch, by the source ---------------------------------------------------------------

Lines = Mapping[int, tuple[tuple[str, str], ...]]
"""Kind and place; the kind may be CHANGE."""
CHANGE = "change"
"""Write a part of a thing: an element, or what a method of it changes."""
CHANGING = frozenset(
    "add append appendleft clear discard extend extendleft insert pop popitem popleft remove"
    " reverse setdefault sort update".split()
)
"""Methods of the built-in containers that change them."""


@lru_cache(maxsize=64)
def touched_by_lines(source: bytes) -> Lines:
    """Map line numbers to the kind and place of what the line touches; nothing of bad source."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return {}
    found: dict[int, list[tuple[str, str]]] = {}
    for line, kind, place in _in_scope(tree, frozenset()):
        if (kind, place) not in found.setdefault(line, []):
            found[line].append((kind, place))
    return {line: tuple(sorted(touched)) for line, touched in found.items()}


WAITING = frozenset("acquire join sleep start wait wait_for".split())
"""Methods and functions that wait, or begin something, and change nothing else."""
MAX_PLACES = 400


def changing_lines(files: Mapping[str, bytes]) -> tuple[tuple[str, int], ...]:
    """List the files and lines that change what tasks may share: an element, an attribute, a
    global, or whatever a call that stands alone changes.
    """
    found = [(name, line) for name, source in files.items() for line in _changing(source)]
    return tuple(found[:MAX_PLACES])


@lru_cache(maxsize=64)
def _changing(source: bytes) -> tuple[int, ...]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return ()
    written = {
        line
        for line, touches in touched_by_lines(source).items()
        if any(kind in (WRITE, CHANGE) for kind, _place in touches)
    }
    calls = {
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
        if _last_name(node.value.func) not in WAITING
    }
    return tuple(sorted(written | calls))


def _last_name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _in_scope(
    scope: ast.AST, own: frozenset[str], skipped: ast.AST | None = None
) -> Iterator[tuple[int, str, str]]:
    for node in ast.iter_child_nodes(scope):
        if node is skipped:
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from _in_scope(node, _own_names(node))
        else:
            yield from _of_node(node, own)
            yield from _in_scope(node, own, _only_leads_on(node))


def _only_leads_on(node: ast.AST) -> ast.AST | None:
    """Return the name that a node only goes through, to an element or to a method that changes."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        return node.value
    if isinstance(node, ast.Attribute) and node.attr in CHANGING:
        return node.value
    return None


def _of_node(node: ast.AST, own: frozenset[str]) -> Iterator[tuple[int, str, str]]:
    changed = _changed_part(node)
    if isinstance(changed, ast.Attribute) or (
        isinstance(changed, ast.Name) and changed.id not in own
    ):
        yield changed.lineno, CHANGE, ast.unparse(changed)
    if isinstance(node, ast.AugAssign):
        target = node.target
        if not isinstance(target, ast.Name) or target.id not in own:
            yield target.lineno, READ, ast.unparse(target)
    if isinstance(node, ast.Name):
        if node.id in own or node.id in _BUILTINS:
            return
    elif not isinstance(node, ast.Attribute | ast.Subscript):
        return
    kind = READ if isinstance(node.ctx, ast.Load) else WRITE
    yield node.lineno, kind, ast.unparse(node)


def _changed_part(node: ast.AST) -> ast.expr | None:
    """Return the thing of which a node changes a part."""
    if isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
        return node.value
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(called, ast.Attribute) and called.attr in CHANGING:
        return called.value
    return None


_BUILTINS = frozenset(dir(builtins))


def _own_names(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> frozenset[str]:
    """Return the names that belong to a function alone."""
    given = function.args
    names = {arg.arg for arg in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
    names |= {arg.arg for arg in (given.vararg, given.kwarg) if arg is not None}
    elsewhere: set[str] = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Global | ast.Nonlocal):
            elsewhere |= set(node.names)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return frozenset(names - elsewhere)
