"""Tasks that do the same are shown as one, and those without a part in it not at all."""

from __future__ import annotations

from typing import Any

from grader.report.html.evidence import Evidence
from grader.report.html.folding import fold
from grader.report.html.notes import common_label
from grader.report.html.reading import read_evidence
from grader.report.html.words import amount, plural, said_state, waited_for, without_numbers


def task(number: int, **given: Any) -> dict[str, Any]:
    return {
        "id": f"t{number}",
        "process": "the main process",
        "thread": f"Thread-{number} (work)",
        "pid": 7,
        "state": "futex",
        "waits_for": "waits for the lock 'lock'",
        "stack": [{"file": "a.py", "line": 14, "function": "work", "text": "with lock:"}],
    } | given


def folded(*tasks: dict[str, Any], **given: Any) -> Evidence:
    evidence = read_evidence({"kind": "deadlock", "tasks": list(tasks), **given})
    assert evidence is not None
    return fold(evidence)


def to_lock(*numbers: int) -> list[dict[str, str]]:
    return [{"from": f"t{n}", "to": "r1", "label": "waits for"} for n in numbers]


def test_tasks_alike_become_one_with_one_edge_and_one_mark() -> None:
    marks = [
        {"file": "a.py", "line": 14, "label": f"Thread-{n} (work) waits for it", "task": f"t{n}"}
        for n in range(100)
    ]
    seen = folded(*map(task, range(100)), edges=to_lock(*range(100)), lines=marks)
    (one,) = seen.tasks
    assert one.name == "100 × Thread (work)"
    assert len(one.members) == 100
    assert [(edge.source, edge.target) for edge in seen.edges] == [("t0", "r1")]
    assert [(mark.task, mark.label) for mark in seen.lines] == [("t0", "waits for it")]


def test_a_task_that_somebody_waits_for_stands_alone() -> None:
    join = {"from": "t0", "to": "t1", "label": "waits for the end of"}
    seen = folded(*map(task, range(1, 5)), edges=[join, *to_lock(1, 2, 3, 4)])
    assert [one.name for one in seen.tasks] == ["Thread-1 (work)", "3 × Thread (work)"]


def test_two_are_told_apart_and_so_are_those_in_the_cycle_or_at_work() -> None:
    assert len(folded(task(1), task(2)).tasks) == 2
    assert len(folded(*map(task, range(5)), cycle=[f"t{n}" for n in range(5)]).tasks) == 5
    assert len(folded(*(task(n, cpu_percent=30.0) for n in range(5))).tasks) == 5
    assert len(folded(*(task(n, waits_for=f"fork {n}") for n in range(5))).tasks) == 5


def test_tasks_without_a_part_in_it_are_named_only() -> None:
    feeder = task(9, thread="QueueFeederThread", stack=[])
    seen = folded(task(1), feeder)
    assert [one.name for one in seen.tasks] == ["Thread-1 (work)"]
    assert seen.idle == ("QueueFeederThread",)
    edge = {"from": "t1", "to": "t9", "label": "waits for the end of"}
    assert len(folded(task(1), feeder, edges=[edge]).tasks) == 2
    assert len(folded(feeder).tasks) == 1


def test_labels_are_kept_and_threads_of_one_process_need_no_process() -> None:
    main = task(1, thread="main thread", process="the main process")
    assert [one.name for one in folded(main, task(2)).tasks] == [
        "the main process",
        "Thread-2 (work)",
    ]
    other = task(3, process="Process-3")
    assert folded(main, other).tasks[1].name == "Process-3 · Thread-3 (work)"
    assert folded(task(4, label="the writer")).tasks[0].name == "the writer"


def test_a_stack_reads_towards_the_line_where_its_task_stands() -> None:
    outer = {"file": "a.py", "line": 30, "function": "run", "text": "work()"}
    inner = {"file": "a.py", "line": 14, "function": "work", "text": "with lock:"}
    mark = {"file": "a.py", "line": 14, "label": "waits", "task": "t1"}
    for stack in ([outer, inner], [inner, outer]):
        (one,) = folded(task(1, stack=stack), lines=[mark]).tasks
        assert [frame.line for frame in one.stack] == [30, 14]


def test_labels_that_differ_in_numbers_are_one() -> None:
    said = ["waits for Thread-1 to end, line 13", "waits for Thread-27 to end, line 13"]
    assert common_label(said) == "waits for Thread-… to end, line 13"
    assert common_label(said[:1]) == said[0]
    assert common_label(["a", "a 1"]) == "a"


def test_words_are_plain() -> None:
    assert [said_state(one) for one in ("futex", "running", "timed", "odd")] == [
        "waiting", "running", "sleeping", "odd"
    ]  # fmt: skip
    assert waited_for("waits for an item from the queue 'belt'") == "an item from the queue 'belt'"
    assert waited_for("fork 3") == "fork 3"
    assert waited_for("is running") == ""
    said = ("waits for it", "is running", "asks again", "has ended", "across", "")
    assert [plural(one) for one in said] == [
        "wait for it", "are running", "ask again", "have ended", "across", ""
    ]  # fmt: skip
    assert without_numbers("QueueFeederThread of Process-4") == "QueueFeederThread of Process"
    assert without_numbers("7") == "7"
    assert amount("memory_bytes", 256 << 20) == "256 MiB"
    assert amount("wall_seconds", 10) == "10.0 s"
    assert amount("processes", 64) == "64"
    assert amount("processes", None) == ""
