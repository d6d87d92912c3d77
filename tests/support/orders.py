"""Explanations of cases that ran under schedules, as docs/schedules.md has them.

lost_update()        two threads read a balance before either writes it: a wrong answer
opposite_locks()     two processes take two locks in opposite orders: a deadlock
crowd(n)             n threads, one after the other
held()               what an accepted case tells
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

ACCOUNT = """\
from threading import Thread


class Account:
    def __init__(self, store):
        self.store = store

    def withdraw(self, amount):
        balance = self.store.get()
        if balance < amount:
            return False
        self.store.set(balance - amount)
        return True


def spend(store, amounts):
    account = Account(store)
    threads = [Thread(target=account.withdraw, args=(amount,)) for amount in amounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
FILE = "account.py"
TEXTS = dict(enumerate(ACCOUNT.splitlines(), start=1))
TASKS = [
    {"id": "0", "name": "main", "process": "MainProcess", "thread": "MainThread", "pid": 12},
    {"id": "0.1", "name": "Thread-1", "process": "MainProcess", "thread": "Thread-1", "pid": 12},
    {"id": "0.2", "name": "Thread-2", "process": "MainProcess", "thread": "Thread-2", "pid": 12},
]


def step(task: str, line: int | None = None, op: str = "line", **given: Any) -> dict[str, Any]:
    """Say what a task did at a line of ACCOUNT, unless `file` and `text` say otherwise."""
    place: dict[str, Any] = {"file": FILE if line else None, "line": line}
    text = TEXTS.get(line or 0, "").strip() or None
    values = {"what": None, "text": text, "value": None, "conflict": False, "failed": False}
    return {"task": task, "op": op, **place, **values, **given}


def orders(**given: Any) -> dict[str, Any]:
    """Say what was tried."""
    values: dict[str, Any] = {
        "tried": 14,
        "planned": 200,
        "seconds": 1.2,
        "strategies": {"random": 10, "pct": 4},
        "exhaustive": None,
        "stopped": "failed",
        "sentence": "The 14th of up to 200 orders broke it.",
    }
    return values | given


def schedule(steps: Sequence[Mapping[str, Any]], **given: Any) -> dict[str, Any]:
    """Tell the order of a run that failed."""
    values: dict[str, Any] = {
        "strategy": "random",
        "seed": 4711,
        "granularity": "lines",
        "python": "3.11",
        "replayable": True,
        "choices": ["0.1", "0.2", "0.2", "0.1"],
        "tasks": [dict(task) for task in TASKS],
        "steps": list(steps),
        "left_out": 0,
        "switches": 2,
        "sentence": "Thread-1 and Thread-2 both read a balance of 100 before either wrote it.",
        "note": None,
    }
    return values | given


def lost_update_steps() -> list[dict[str, Any]]:
    """Return the steps of two withdrawals that overlap."""
    touch = {"what": "balance", "conflict": True}
    return [
        step("0", op="call", what="spend", value="100, [30, 50]"),
        *(step("0", line) for line in (17, 6, 18, 18, 18)),
        step("0", 19),
        step("0", 20, "start", what="Thread-1"),
        step("0", 19),
        step("0", 20, "start", what="Thread-2"),
        *(step("0", line) for line in (19, 21)),
        step("0", 22, "join", what="Thread-1"),
        step("0.1", 9),
        step("0.1", 9, "read", value="100", **touch),
        step("0.1", 10),
        step("0.2", 9),
        step("0.2", 9, "read", value="100", **touch),
        step("0.2", 10),
        step("0.2", 12, "write", value="50", **touch),
        step("0.2", 13),
        step("0.1", 12),
        step("0.1", 12, "write", value="70", **touch, failed=True),
        step("0.1", 13),
        step("0", 21),
        step("0", 22, "join", what="Thread-2"),
    ]


def lost_update(**given: Any) -> dict[str, Any]:
    """Explain a wrong answer by the order that led to it."""
    return {
        "kind": "order",
        "sentence": "100 less 30 and 50 left 70: one of the two withdrawals is lost.",
        "orders": orders(),
        "schedule": schedule(given.pop("steps", None) or lost_update_steps(), **given),
    }


def opposite_locks() -> dict[str, Any]:
    """Explain a deadlock, and the order that led to it."""
    file = "transfer.py"
    texts = {7: "with first:", 8: "with second:", 21: "process.join()"}
    tasks = [
        {"id": "0", "name": "main", "process": "MainProcess", "thread": "MainThread", "pid": 12},
        {"id": "0.1", "name": "Teller-1", "process": "Teller-1", "thread": "MainThread", "pid": 14},
        {"id": "0.2", "name": "Teller-2", "process": "Teller-2", "thread": "MainThread", "pid": 15},
    ]

    def at(task: str, line: int, op: str = "line", **more: Any) -> dict[str, Any]:
        return step(task, line, op, **({"file": file, "text": texts[line]} | more))

    hot = {"conflict": True}
    steps = [
        at("0", 21, "join", what="Teller-1"),
        at("0.1", 7),
        at("0.1", 7, "acquire", what="lock 'ann'", **hot),
        at("0.2", 7),
        at("0.2", 7, "acquire", what="lock 'bob'", **hot),
        at("0.2", 8, "acquire", what="lock 'ann'", **hot),
        at("0.1", 8, "acquire", what="lock 'bob'", failed=True, **hot),
    ]
    sentence = "Teller-1 holds lock 'ann' and waits for lock 'bob', which Teller-2 holds."
    return {
        "kind": "deadlock",
        "sentence": f"{sentence} Teller-2 waits for lock 'ann'.",
        "pattern": "opposite lock order",
        "tasks": [
            {
                "id": f"t{number}",
                "process": f"Teller-{number}",
                "thread": "MainThread",
                "pid": 13 + number,
                "state": "blocked",
                "waits_for": f"lock '{wanted}'",
                "stack": [{"file": file, "line": 8, "function": "run", "text": texts[8]}],
            }
            for number, wanted in ((1, "bob"), (2, "ann"))
        ],
        "edges": [
            {"from": "t1", "to": "bob", "label": "waits, line 8"},
            {"from": "bob", "to": "t2", "label": "held since line 7"},
            {"from": "t2", "to": "ann", "label": "waits, line 8"},
            {"from": "ann", "to": "t1", "label": "held since line 7"},
        ],
        "cycle": ["t1", "bob", "t2", "ann"],
        "orders": orders(tried=3, sentence="The 3rd of up to 200 orders broke it."),
        "schedule": schedule(
            steps,
            tasks=tasks,
            granularity="primitives",
            sentence="Each took its first lock before either took its second.",
        ),
    }


def crowd(count: int, *, steps_each: int = 12) -> dict[str, Any]:
    """Explain a wrong answer with many tasks and long runs; the middle is left out."""
    tasks = [
        {"id": f"0.{n}", "name": f"Worker-{n}", "process": f"Worker-{n}", "pid": 20 + n}
        for n in range(1, count + 1)
    ]
    steps = [
        step(task["id"], 9 + index % 4, **({"conflict": True, "op": "read"} if not index else {}))
        for task in tasks
        for index in range(steps_each)
    ]
    told = schedule(steps, tasks=tasks, left_out=412, note="It orders itself by sleep alone.")
    return {"kind": "order", "orders": orders(), "schedule": told}


def held(**given: Any) -> dict[str, Any]:
    """Tell what was tried of a case that held."""
    sentence = "Held in all 57 orders with up to 2 preemptions."
    values = {"tried": 57, "exhaustive": 2, "stopped": "count", "sentence": sentence}
    told = orders(**(values | given))
    return {"kind": "order", "sentence": told["sentence"], "orders": told}
