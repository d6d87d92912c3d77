"""What a report shows of each case, with only what its reader may see."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from markupsafe import Markup

from grader.model import CaseResult
from grader.report.graph import Arrow, Node, wait_for_graph
from grader.report.html.code import Sources
from grader.report.html.evidence import Evidence, Frame, Resource, Task
from grader.report.html.folding import fold
from grader.report.html.order_view import OrderView, order_view, tried_sentence
from grader.report.html.reading import read_evidence
from grader.report.html.text import OUTPUT, PARAGRAPH, clean, duration, one_line
from grader.report.html.words import said_state, waited_for, without_numbers
from grader.report.replaying import ReplayOf
from grader.report.tracebacks import without_our_frames
from grader.words import _

Audience = Literal["instructor", "student"]
TONES = 8
NO_DRAWING = Markup()
BADGES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
STUDENTS_OWN = frozenset({"deadlock", "time", "exception", "leak", "order"})
"""Kinds that speak of the student's code alone, and are shown where the test is hidden, too."""
MAX_SENTENCE = 320
"""Characters up to which a sentence is set large."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A frame, and where on the page its line stands."""

    frame: Frame
    href: str | None
    text: str

    @property
    def file(self) -> str:
        """Return its path; the last part of it where the line is not on the page."""
        return self.frame.file

    @property
    def line(self) -> str:
        """Say which line; empty where it is not known."""
        return "" if self.frame.line is None else _("line {line}", line=self.frame.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task, or several alike, as graph, table and code show it: by one letter and one colour."""

    task: Task
    badge: str
    tone: str
    line: Place | None
    stack: tuple[Place, ...]
    in_cycle: bool
    pid: int | None
    """Its process's id, where that tells it from another task."""

    @property
    def state(self) -> str:
        """Say whether it waits, runs or sleeps."""
        return said_state(self.task.state)

    @property
    def waits_for(self) -> str:
        """Say what it waits for; empty where it does not."""
        return waited_for(self.task.waits_for)

    @property
    def since(self) -> str:
        """Say how long it has waited."""
        seconds = self.task.since_seconds
        return "" if seconds is None else duration(seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case, with only what its reader may see."""

    anchor: str
    title: str
    case: CaseResult
    sentence: str
    """What happened, where it is said in one sentence; the message has the rest."""
    message: str
    help: str
    shown: bool
    """Whether more than verdict, points, message and help may be seen."""
    stdout: str = ""
    evidence: Evidence | None = None
    tasks: tuple[TaskRow, ...] = ()
    frames: tuple[Place, ...] = ()
    left: tuple[Place | None, ...] = ()
    """Where each remnant of the evidence stands, in its order."""
    graph: Markup = NO_DRAWING
    tried: str = ""
    """How many orders of steps it ran in, and what came of them."""
    order: OrderView | None = None
    """The one that broke it."""
    like: CaseView | None = None
    """The first case that ended in the same way, at the same lines."""


class Cast:
    """Give each task one letter and one colour for the whole page, whichever case it is in."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def badge(self, task: Task) -> str:
        """Return its letter."""
        number = self._number(task)
        return BADGES[number] if number < len(BADGES) else str(number + 1)

    def tone(self, task: Task) -> str:
        """Return the class of its colour."""
        return f"t{self._number(task) % TONES}"

    def _number(self, task: Task) -> int:
        # Several shown as one are so many in one case and so many in another.
        key = without_numbers(task.members[0]) if task.members else task.name
        return self._numbers.setdefault(key, len(self._numbers))


def case_views(
    cases: Sequence[CaseResult],
    audience: Audience,
    files: Sources,
    cast: Cast,
    replay: ReplayOf | None = None,
) -> tuple[CaseView, ...]:
    """Return what this reader may see of each case; `replay` names the command that repeats one."""
    hidden = 0
    views: list[CaseView] = []
    for number, case in enumerate(cases, start=1):
        hidden += not case.visible
        shown = case.visible or audience == "instructor"
        title = one_line(case.name, 200) if shown else _("Hidden case {number}", number=hidden)
        view = CaseView(
            anchor=f"case-{number}",
            title=title or _("unnamed case"),
            case=case,
            sentence="",
            message=clean(_message(case, shown=shown), PARAGRAPH),
            help=clean(case.help, PARAGRAPH) if shown or case.verdict.scored else "",
            shown=shown,
            stdout=clean(without_our_frames(case.stdout), OUTPUT) if shown else "",
            tried=tried_sentence(case),
            order=order_view(case, files, cast, shown=shown, replay=replay),
        )
        views.append(_with_evidence(view, files, cast))
    return tuple(_with_likes(views))


def _message(case: CaseResult, *, shown: bool) -> str:
    """Return what a case says; of a fault of ours, nothing that names a hidden test or its code."""
    if shown or case.verdict.scored:
        return case.message
    return _("The grader failed in this case, not your program.")


def _evidence(case: CaseResult, *, shown: bool) -> Evidence | None:
    """Read a case's explanation; of a case that is not shown, what is of the student's own code."""
    evidence = read_evidence(case.explanation)
    if evidence is None or shown:
        return evidence
    own = replace(evidence, detail="", others=())
    if evidence.kind == "order":
        own = replace(own, sentence="")  # It may say what the test handed over, and got back.
    return own if evidence.kind in STUDENTS_OWN else None


def _with_evidence(view: CaseView, files: Sources, cast: Cast) -> CaseView:
    read = _evidence(view.case, shown=view.shown)
    if read is None:
        return view
    evidence = fold(read)
    rows = _task_rows(evidence, files, cast)
    return replace(
        _with_sentence(view, evidence),
        evidence=evidence,
        tasks=rows,
        frames=tuple(_place(frame, files) for frame in evidence.frames),
        left=tuple(_place(one.where, files) if one.where else None for one in evidence.left),
        graph=_graph(evidence, rows, view.anchor),
    )


def _with_sentence(view: CaseView, evidence: Evidence) -> CaseView:
    """Say nothing twice: what happened is in the message, in the sentence, or in both."""
    # What was left running is listed below, and need not be counted.
    sentence = "" if evidence.left and view.message else evidence.sentence
    if sentence == view.tried:
        return view
    if not sentence or len(sentence) > MAX_SENTENCE:
        missing = sentence if sentence not in view.message else ""
        return replace(view, message=f"{view.message}\n{missing}".strip())
    rest = view.message.replace(sentence, "").strip()
    return replace(view, sentence=sentence, message=rest)


def _with_likes(views: Sequence[CaseView]) -> Iterator[CaseView]:
    """Let a case refer to the first that ended in the same way: it is shown in short."""
    firsts: dict[Hashable, CaseView] = {}
    for view in views:
        found = view.evidence
        if not found or not (view.tasks or view.frames or found.left):
            yield view
            continue
        lines = frozenset((mark.file, mark.line) for mark in found.marks())
        first = firsts.setdefault((found.kind, found.pattern, len(found.cycle), lines), view)
        yield view if first is view else replace(view, like=first)


def _place(frame: Frame, files: Sources) -> Place:
    anchor = files.anchor(frame.file, frame.line)
    text = frame.text or files.text(frame.file, frame.line)
    return Place(frame=frame, href=f"#{anchor}" if anchor else None, text=text)


def _task_rows(evidence: Evidence, files: Sources, cast: Cast) -> tuple[TaskRow, ...]:
    pids = {task.pid for task in evidence.tasks}
    return tuple(
        TaskRow(
            task=task,
            badge=cast.badge(task),
            tone=cast.tone(task),
            line=_line_of(task, evidence, files),
            stack=tuple(_place(frame, files) for frame in task.stack),
            in_cycle=task.id in evidence.cycle,
            pid=task.pid if len(pids) > 1 else None,
        )
        for task in evidence.tasks
    )


def _line_of(task: Task, evidence: Evidence, files: Sources) -> Place | None:
    """Find where a task stands: as the explanation says, else its innermost call."""
    marked = next((m for m in evidence.lines if evidence.task(m.task) == task), None)
    if marked:
        return _place(Frame(file=marked.file, line=marked.line), files)
    return _place(task.stack[-1], files) if task.stack else None


def _graph(evidence: Evidence, rows: Sequence[TaskRow], key: str) -> Markup:
    nodes = [
        Node(id=row.task.id, name=row.task.name, badge=row.badge, class_=f"task {row.tone}")
        for row in rows
    ]
    arrows = [Arrow(source=e.source, target=e.target, label=e.label) for e in evidence.edges]
    for resource in evidence.resources:
        nodes.append(_node(resource))
        if resource.held_by:
            gone = Node(id=f"{resource.id} holder", name=resource.held_by, class_="resource gone")
            nodes.append(gone)
            arrows.append(Arrow(source=resource.id, target=gone.id, label=_("held by")))
    title = evidence.sentence or _("Who waits for whom")
    return wait_for_graph(nodes, arrows, evidence.cycle, key=key, title=title)


def _node(resource: Resource) -> Node:
    made = _("made at line {line}", line=resource.made.line) if resource.made else ""
    return Node(id=resource.id, name=resource.name, detail=made, class_="resource")
