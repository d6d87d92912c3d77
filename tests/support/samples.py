"""Judgements as a real class would get them, one of each kind, for tests of the reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from grader.model import CaseResult, Exercise, Judgement, Verdict
from tests.support import orders

STARTED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

PHILOSOPHERS = '''\
"""Five philosophers, five forks."""

from multiprocessing import Lock, Process


class Philosopher(Process):
    def __init__(self, name, left, right, eat):
        super().__init__(name=name)
        self.left, self.right, self.eat = left, right, eat

    def run(self):
        with self.left:
            # everybody has a left fork now
            with self.right:
                self.eat(self.name)


def dine(names, eat):
    forks = [Lock() for _ in names]
    table = [
        Philosopher(name, forks[i], forks[(i + 1) % len(forks)], eat)
        for i, name in enumerate(names)
    ]
    for philosopher in table:
        philosopher.start()
    for philosopher in table:
        philosopher.join()
    return f"{len(names)} have eaten"
'''

PRODUCER_CONSUMER = """\
from multiprocessing import Process, Queue


def produce(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)  # the end


def consume(queue, results):
    while True:
        item = queue.get()
        if item is None:
            break
        results.put(item * item)


def run(items, producers=1, consumers=2):
    queue, results = Queue(), Queue()
    feeders = [Process(target=produce, args=(queue, items), name=f"Producer-{n + 1}")
               for n in range(producers)]
    eaters = [Process(target=consume, args=(queue, results), name=f"Consumer-{n + 1}")
              for n in range(consumers)]
    for process in feeders + eaters:
        process.start()
    for process in feeders + eaters:
        process.join()
    return sorted(results.get() for _ in items)
"""

NAMES = ("Aristotle", "Confucius", "Hypatia", "Kant", "Spinoza")


def exercise(slug: str = "dining-philosophers", title: str = "Dining philosophers") -> Exercise:
    """Build an exercise that no file stands behind."""
    name = f"{slug.replace('-', '_')}.py"
    return Exercise(
        slug=slug, title=title, root=Path(slug), solutions=None, points=6, files=(name,)
    )


def case(name: str, verdict: Verdict = Verdict.AC, **given: Any) -> CaseResult:
    """Build a case that says no more than it is told."""
    points = given.pop("max_score", 2.0)
    values: dict[str, Any] = {
        "score": points if verdict.passed else 0.0,
        "max_score": points,
        "wall_seconds": 0.042,
        "visible": True,
        "message": "",
        "help": "",
    }
    return CaseResult(name=name, verdict=verdict, **(values | given))


def judgement(*cases: CaseResult, submission: str = "student-01", **given: Any) -> Judgement:
    """Build a judgement whose scores are the sums of its cases'."""
    values: dict[str, Any] = {
        "exercise": "dining-philosophers",
        "started_at": STARTED,
        "wall_seconds": sum(one.wall_seconds for one in cases),
        "sandbox": "docker",
        "grader_version": "0.1.0",
        "score": sum(one.score for one in cases),
        "max_score": sum(one.max_score for one in cases),
    }
    return Judgement(submission=submission, cases=cases, **(values | given))


def philosophers_explanation() -> dict[str, Any]:
    """Explain five philosophers who each hold one fork: a cycle of five tasks and five locks."""
    file, count = "dining_philosophers.py", len(NAMES)
    frame = {"file": file, "line": 14, "function": "run", "text": "with self.right:"}
    tasks = [
        {
            "id": f"p{i}", "process": name, "thread": "MainThread", "pid": 41 + i,
            "state": "blocked", "stack": [frame], "waits_for": f"fork {(i + 1) % count + 1}",
            "since_seconds": 0.21, "cpu_percent": 0.0,
        }
        for i, name in enumerate(NAMES)
    ]  # fmt: skip
    main = {
        "id": "main", "process": "MainProcess", "thread": "MainThread", "pid": 40,
        "state": "joining", "waits_for": "Aristotle to end", "since_seconds": 0.2,
        "stack": [{"file": file, "line": 27, "function": "dine", "text": "philosopher.join()"}],
    }  # fmt: skip
    edges = [{"from": "main", "to": "p0", "label": "join, line 27"}]
    cycle = []
    for i in range(count):
        fork = f"fork {(i + 1) % count + 1}"
        holder = f"p{(i + 1) % count}"
        edges.append({"from": f"p{i}", "to": fork, "label": "waits, line 14"})
        edges.append({"from": fork, "to": holder, "label": "held since line 12"})
        cycle += [f"p{i}", fork]
    return {
        "kind": "deadlock",
        "sentence": "Each of the five philosophers holds the left fork (line 12) and waits for the "
        "right one (line 14), which the next holds: nobody can ever go on.",
        "pattern": "opposite lock order",
        "tasks": [main, *tasks],
        "edges": edges,
        "cycle": cycle,
        "lines": [
            {"file": file, "line": 27, "label": "waits for Aristotle to end", "task": "main"},
            *(
                {"file": file, "line": 14, "label": f"waits for {t['waits_for']}", "task": t["id"]}
                for t in tasks
            ),
            {"file": file, "line": 12, "label": "the left forks are taken here", "task": ""},
        ],
    }


def consumer_explanation() -> dict[str, Any]:
    """Explain a consumer that waits for an end mark that nobody sends: no cycle is known."""
    file = "producer_consumer.py"
    return {
        "kind": "deadlock",
        "sentence": "Consumer-2 waits for an item from the queue (line 12); nobody is left who "
        "could put one: Producer-1 has ended, the main process waits for Consumer-2 to end "
        "(line 27).",
        "pattern": "no sentinel for each consumer",
        "tasks": [
            {
                "id": "1.1", "process": "MainProcess", "thread": "MainThread", "pid": 12,
                "state": "blocked", "waits_for": "Consumer-2 to end", "since_seconds": 0.19,
                "stack": [{"file": file, "line": 27, "function": "run", "text": "process.join()"}],
            },
            {
                "id": "3.1", "process": "Consumer-2", "thread": "MainThread", "pid": 15,
                "state": "blocked", "waits_for": "an item from queue", "since_seconds": 0.21,
                "stack": [
                    {"file": file, "line": 12, "function": "consume", "text": "item = queue.get()"}
                ],
            },
        ],
        "edges": [
            {"from": "1.1", "to": "3.1", "label": "join, line 27"},
            {"from": "3.1", "to": "queue", "label": "get, line 12"},
            {"from": "queue", "to": "Producer-1 (ended)", "label": "1 end mark for 2 consumers"},
        ],
        "cycle": [],
    }  # fmt: skip


def deadlocked() -> Judgement:
    """Build the report of a table where all wait."""
    return judgement(
        case("test_one_philosopher_eats"),
        case("test_neighbours_never_eat_at_once", visible=False, wall_seconds=0.118),
        case(
            "test_all_eat_when_hungry_at_once",
            Verdict.DL,
            visible=False,
            wall_seconds=0.47,
            message="The table stands still: every philosopher waits for a fork.",
            help="Break the symmetry: let everybody take the lower-numbered fork first, so that no "
            "circle of waiting can close.",
            explanation=philosophers_explanation(),
            stdout="Aristotle sits down\nConfucius sits down\nHypatia sits down\n",
        ),
        submission="student-04",
    )


def starved() -> Judgement:
    """Build the report of a queue that runs dry."""
    return judgement(
        case("test_one_consumer", stdout="4 items\n"),
        case(
            "test_two_consumers[items0]",
            Verdict.DL,
            wall_seconds=0.39,
            message="The run never ends: one consumer still waits for work.",
            help="Send one end mark for each consumer.",
            explanation=consumer_explanation(),
        ),
        submission="student-05",
        exercise="producer-consumer",
    )


def crashed() -> Judgement:
    """Build the report of an exception, with a wrong answer beside it."""
    file = "producer_consumer.py"
    return judgement(
        case(
            "test_one_consumer",
            Verdict.WA,
            message="run([1, 2, 3]) returned [1, 4], expected [1, 4, 9].",
            help="Is an item taken for the end mark?",
        ),
        case(
            "test_no_items",
            Verdict.RTE,
            message="ValueError: max() arg is an empty sequence",
            explanation={
                "kind": "exception",
                "type": "ValueError",
                "frames": [
                    {"file": file, "line": 25, "function": "run", "text": "process.start()"},
                    {"file": file, "line": 5, "function": "produce", "text": ""},
                ],
            },
        ),
        submission="student-06",
        exercise="producer-consumer",
    )


def spinning() -> Judgement:
    """Build the report of a busy loop that meets the limit."""
    file = "producer_consumer.py"
    return judgement(
        case(
            "test_consumer_waits_for_late_items",
            Verdict.TLE,
            wall_seconds=10.02,
            message="Still running after 10 seconds.",
            help="Let get() wait; do not ask empty() in a loop.",
            explanation={
                "kind": "time",
                "sentence": "Consumer-1 is spinning: 98 % of a CPU at line 11.",
                "tasks": [
                    {
                        "id": "c1", "process": "Consumer-1", "thread": "MainThread", "pid": 9,
                        "state": "running", "waits_for": None, "since_seconds": None,
                        "cpu_percent": 98.3,
                        "stack": [
                            {"file": f"/sub/{file}", "line": 11, "function": "consume", "text": ""}
                        ],
                    },
                    {
                        "id": "c2", "process": "MainProcess", "thread": "collector", "pid": 7,
                        "state": "sleeping", "waits_for": "Consumer-1 to end",
                        "since_seconds": 9.8, "stack": [], "cpu_percent": 0.1,
                    },
                ],
                "edges": [{"from": "c2", "to": "c1", "label": "join, line 27"}],
                "cycle": [],
            },
        ),
        submission="student-07",
        exercise="producer-consumer",
    )  # fmt: skip


def raced() -> Judgement:
    """Build the report of a program that only some orders of steps break."""
    return judgement(
        case(
            "test_both_withdrawals_count",
            Verdict.WA,
            message="The balance is 70, not 20.",
            help="Read and write under one lock.",
            explanation=orders.lost_update(),
        ),
        case(
            "test_transfers_both_ways",
            Verdict.DL,
            message="The program deadlocked.",
            explanation=orders.opposite_locks(),
        ),
        case("test_crowd", Verdict.WA, visible=False, explanation=orders.crowd(5)),
        case("test_one_withdrawal", explanation=orders.held()),
        submission="student-13",
        exercise="account",
    )


def others() -> tuple[Judgement, ...]:
    """Build one judgement of each further kind: accepted, LEAK, CE, OLE, MLE, SV, JE."""
    left = [
        {"process": "Philosopher-3", "pid": 77,
         "where": {"file": "dining_philosophers.py", "line": 25}},
        {"thread": "ticker", "pid": 70, "where": None},
    ]  # fmt: skip
    eats = "test_one_philosopher_eats"
    return (
        judgement(case(eats), case("test_all_eat", visible=False), submission="student-01"),
        judgement(
            case(eats),
            case(
                "test_all_eat",
                Verdict.LEAK,
                visible=False,
                message="Two tasks were still running after dine() had returned.",
                help="Join every process that you start.",
                explanation={"kind": "leak", "left": left},
            ),
            submission="student-02",
        ),
        judgement(
            *(
                case(name, Verdict.CE, message="dining_philosophers.py: line 9 is no valid Python.")
                for name in (eats, "test_all_eat")
            ),
            submission="student-03",
        ),
        judgement(
            case(eats),
            case(
                "test_all_eat",
                Verdict.OLE,
                message="The program printed more than 1 MiB.",
                explanation={"kind": "limit", "limit": "output_bytes", "value": 1048576},
                stdout="Kant is thinking about forks\n" * 40,
            ),
            submission="student-08",
        ),
        judgement(
            case(eats),
            case("test_all_eat", Verdict.MLE, message="The program needed more than 384 MiB."),
            submission="student-09",
        ),
        judgement(
            case(eats),
            case(
                "test_all_eat",
                Verdict.SV,
                message="The program forged an answer.",
                explanation={"kind": "violation", "detail": "frame 3: unknown tag 'pass'"},
            ),
            submission="student-10",
        ),
        judgement(
            case(eats),
            case("test_all_eat", Verdict.JE, message="The sandbox went away.", max_score=0.0),
            submission="student-11",
        ),
    )


def many(count: int) -> list[Judgement]:
    """Build a class of any size out of the kinds above, with names of many scripts and lengths."""
    kinds = [deadlocked(), *others()]
    names = ("ana.pérez", "王小明", "a-very-long-identifier-" * 4 + "x", "student")
    return [
        replace(
            kinds[n % len(kinds)],
            submission=f"{names[n % len(names)]}-{n:03}",
            started_at=STARTED + timedelta(seconds=n),
        )
        for n in range(count)
    ]
