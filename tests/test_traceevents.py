"""Trace events: the form that Perfetto and chrome://tracing read."""

from __future__ import annotations

import json
from typing import Any

from grader.report.html.order_reading import read_order
from grader.report.traceevents import render
from tests.support import orders

FLOW = {"id", "ts"}
PHASES = {"X": {"ts", "dur"}, "i": {"ts", "s"}, "M": {"args"}, "s": FLOW, "t": FLOW, "f": FLOW}


def events(explanation: dict[str, Any]) -> list[dict[str, Any]]:
    order = read_order(explanation)
    assert order is not None
    text = render(order, title="test_race")
    assert text.isascii()
    return list(json.loads(text)["traceEvents"])


def test_every_event_has_what_its_phase_asks_for() -> None:
    for explanation in (orders.lost_update(), orders.opposite_locks(), orders.crowd(5)):
        for event in events(explanation):
            assert {"name", "pid", "tid"} | PHASES[event["ph"]] <= event.keys()
            assert all(type(event[key]) is int for key in ("pid", "tid"))
            assert all(type(event[key]) is int for key in ("ts", "dur") if key in event)


def test_each_task_is_a_named_thread_of_its_process() -> None:
    told = events(orders.opposite_locks())
    named = [(e["name"], e["pid"], e["args"].get("name")) for e in told if e["ph"] == "M"]
    assert [(pid, name) for kind, pid, name in named if kind == "process_name"] == [
        (12, "MainProcess"),
        (14, "Teller-1"),
        (15, "Teller-2"),
    ]
    assert [name for kind, _, name in named if kind == "thread_name"] == [
        "main",
        "Teller-1",
        "Teller-2",
    ]


def test_tasks_take_turns_and_steps_lie_within_them() -> None:
    slices = [e for e in events(orders.lost_update()) if e["ph"] == "X"]
    turns = [e for e in slices if e["cat"] == "turn"]
    assert [e["name"] for e in turns] == ["main", "Thread-1", "Thread-2", "Thread-1", "main"]
    assert [e["ts"] for e in turns[1:]] == [e["ts"] + e["dur"] for e in turns[:-1]]
    for step in (e for e in slices if e["cat"] == "step"):
        (turn,) = (t for t in turns if t["ts"] <= step["ts"] < t["ts"] + t["dur"])
        assert step["ts"] + step["dur"] <= turn["ts"] + turn["dur"]
        assert turn["tid"] == step["tid"]


def test_conflicts_are_joined_and_the_failure_is_marked() -> None:
    told = events(orders.lost_update())
    flow = [(e["ph"], e["tid"], e["id"]) for e in told if e["ph"] in "stf"]
    assert flow == [("s", 2, 1), ("t", 3, 1), ("t", 3, 1), ("f", 2, 1)]
    (failure,) = (e for e in told if e["ph"] == "i")
    assert failure["name"].startswith("Thread-1 and Thread-2 both read")
    writes = next(e for e in told if e["name"] == "writes balance: 70")
    assert writes["ts"] < failure["ts"] < writes["ts"] + writes["dur"]
    assert writes["args"]["line"] == 12
    assert writes["args"]["source"] == "self.store.set(balance - amount)"


def test_a_gap_is_marked_and_takes_its_time() -> None:
    told = events(orders.crowd(2, steps_each=4))
    (gap,) = (e for e in told if e.get("cat") == "gap")
    assert gap["name"] == "412 steps left out"
    turns = [(e["ts"], e["dur"]) for e in told if e.get("cat") == "turn"]
    assert turns == [(0, 4000), (416_000, 4000)]


def test_unknown_processes_share_a_number() -> None:
    tasks = [{"id": "0", "name": "a"}, {"id": "1", "name": "b", "pid": "x"}]
    steps = [orders.step("0", 9), orders.step("1", 9)]
    told = events({"schedule": orders.schedule(steps, tasks=tasks)})
    assert {(e["pid"], e["tid"]) for e in told} == {(1, 1), (1, 2)}
