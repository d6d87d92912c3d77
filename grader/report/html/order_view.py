"""What a page shows of the orders that a case ran in, and of the one that broke it."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Protocol

from grader.model import CaseResult, can_be_replayed
from grader.report import traceevents
from grader.report.html.code import Sources
from grader.report.html.evidence import Task
from grader.report.html.lanes import Lane, Table, table_of
from grader.report.html.order import Order, moment_of_failure
from grader.report.html.order_reading import read_order, read_tried
from grader.report.replaying import ReplayOf
from grader.words import N_, _, ngettext

GRANULARITIES = {
    "primitives": N_("tasks could be stopped at locks, queues and the like"),
    "lines": N_("tasks could be stopped before each line"),
    "bytecodes": N_("tasks could be stopped within lines"),
}


class Cast(Protocol):
    """Give each task its letter and its colour."""

    def badge(self, task: Task) -> str: ...

    def tone(self, task: Task) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderView:
    """The order that broke a case."""

    sentence: str
    note: str
    table: Table
    moment: str
    """What is said at the moment of failure."""
    about: str
    """Where the order came from."""
    command: str
    """What runs it again; empty where it cannot be."""
    trace_href: str
    """The order as trace events, within the link itself."""


def tried_sentence(case: CaseResult) -> str:
    """Return what was tried; empty where the case did not run under schedules."""
    tried = read_tried(case.explanation)
    return tried.sentence if tried else ""


def order_view(
    case: CaseResult, files: Sources, cast: Cast, *, shown: bool, replay: ReplayOf | None
) -> OrderView | None:
    """Return what is shown of the order that broke a case; None where none is told.

    Of a case that is not `shown`, this is the student's own lines, and nothing that came from the
    test.
    """
    order = read_order(case.explanation)
    if order is None:
        return None
    if not shown:
        order = order.without_values()
    lanes = [
        Lane(name=task.name, badge=cast.badge(task), tone=cast.tone(task)) for task in order.tasks
    ]
    again = replay is not None and shown and can_be_replayed(case)
    return OrderView(
        sentence=order.sentence,
        note=order.note,
        table=table_of(order, lanes, files),
        moment=moment_of_failure(case.verdict),
        about=_about(order),
        command=replay(case.name) if again and replay else "",
        trace_href=_data_uri(traceevents.render(order)),
    )


def _about(order: Order) -> str:
    """Say where the order came from, for whoever knows what a strategy is."""
    parts = [_found_by(order)]
    if order.granularity in GRANULARITIES:
        parts.append(_(GRANULARITIES[order.granularity]))
    if order.switches is not None:
        parts.append(
            ngettext(
                "{count} switch that no task asked for",
                "{count} switches that no task asked for",
                order.switches,
            )
        )
    return _("{parts}.", parts=_("; ").join(parts))


def _found_by(order: Order) -> str:
    told = _("Found by {strategy}", strategy=order.strategy or _("trying"))
    if order.seed is not None:
        told = _("{told} (seed {seed})", told=told, seed=order.seed)
    if order.python:
        told = _("{told} under Python {version}", told=told, version=order.python)
    return told


def _data_uri(text: str) -> str:
    return f"data:application/json;base64,{base64.b64encode(text.encode()).decode()}"
