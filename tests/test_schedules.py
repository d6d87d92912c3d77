"""Choosing orders: strategies, the director, what is told of a run, and where to look next."""

from __future__ import annotations

import itertools
import json
import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from grader.inside import procfs
from grader.inside.poller import Poller
from grader.inside.steps import owners, strategies
from grader.inside.steps.director import Director
from grader.inside.steps.protocol import EXPIRED, FREE, GO
from grader.inside.steps.scheduler import MAX_TURNS
from grader.inside.steps.tasks import Option, Seat
from grader.inside.steps.watch import Watch
from grader.judge import conflicts, search, signals, sourcelines
from grader.judge.feedback import Ruling
from grader.judge.findings import order_of
from grader.judge.orders import explore
from grader.judge.runs import ChoiceMade, Report, Run, StepSeen, TaskSeen, read_report
from grader.judge.shrink import shrink
from grader.judge.touch import READ, WRITE, Touch
from grader.model import Budget, Granularity, Schedule, Verdict, replayed


def options(*names: str) -> list[Option]:
    return [Option(id=name, op="line", place=("program.py", 1)) for name in names]


def choices(name: str, seed: int, runs: Sequence[tuple[list[Option], int | None]]) -> list[int]:
    strategy = strategies.make({"strategy": name, "seed": seed})
    return [strategy.choose(given, stays) for given, stays in runs]


RUN = [(options("0", "0.1", "0.2"), n % 3 if n % 4 else None) for n in range(60)]


@pytest.mark.parametrize("name", [*strategies.STRATEGIES])
def test_strategy_chooses_the_same_by_the_same_seed(name: str) -> None:
    assert choices(name, 7, RUN) == choices(name, 7, RUN)
    assert set(choices(name, 7, RUN)) <= {0, 1, 2}


@pytest.mark.parametrize("name", ["random", "pct", "pos"])
def test_strategy_chooses_otherwise_by_another_seed(name: str) -> None:
    assert len({tuple(choices(name, seed, RUN)) for seed in range(10)}) > 5


def test_guided_strategy_follows_and_then_stays() -> None:
    strategy = strategies.make({"strategy": "replay", "seed": 0, "choices": ["0.2", "0.1"]})
    both = options("0", "0.1", "0.2")
    assert [strategy.choose(both, 0) for _ in range(4)] == [2, 1, 0, 0]


def test_postpone_holds_back_whoever_is_about_to_change_something() -> None:
    strategy = strategies.make({"strategy": "postpone", "seed": 0, "places": [["program.py", 7]]})

    def at(name: str, line: int, what: str = "") -> Option:
        return Option(id=name, op="line", place=("program.py", line), what=what)

    assert strategy.choose([at("0", 7), at("0.1", 3)], 0) == 1
    assert strategy.choose([at("0", 7), at("0.1", 4)], 1) == 1
    assert strategy.choose([at("0", 7), at("0.1", 5, "write total"), at("0.2", 1)], 1) == 2
    assert strategy.choose([at("0", 7), at("0.1", 5, "write total")], None) in {0, 1}


def test_postpone_holds_nobody_back_who_only_looks_at_what_is_shared() -> None:
    for grain in ("lines", "primitives"):
        strategy = strategies.make({"strategy": "postpone", "seed": 0, "granularity": grain})

        def at(name: str, what: str) -> Option:
            return Option(id=name, op="call", place=("program.py", 1), what=what)

        writes = at("0", "op __setitem__")
        assert strategy.choose([writes, at("0.1", "op __getitem__")], 0) == 1
        assert strategy.choose([writes, at("0.1", "get value")], 1) == 1
        assert strategy.choose([writes, at("0.1", "set value")], 1) == 0


def test_postpone_stops_a_task_between_its_changes() -> None:
    schedule = {"strategy": "postpone", "seed": 0, "places": [["program.py", 7]]}
    strategy = strategies.make({**schedule, "parameters": {"before": 1}})

    def at(name: str, line: int) -> Option:
        return Option(id=name, op="line", place=("program.py", line), what="")

    assert strategy.choose([at("0", 7), at("0.1", 3)], 0) == 0
    assert strategy.choose([at("0", 6), at("0.1", 3)], 0) == 0
    assert strategy.choose([at("0", 7), at("0.1", 3)], 0) == 1
    assert strategy.choose([at("0", 7), at("0.1", 7)], 1) == 1
    assert strategy.choose([at("0", 7), at("0.1", 7)], 1) == 0


def test_changes_are_held_back_between_others_before_many_orders_were_tried() -> None:
    schedules = itertools.islice(search.schedules(search.Feedback()), 15)
    held = [s for s in schedules if s.strategy == "postpone" and s.granularity == "lines"]
    assert [(s.parameters or {}).get("before", 0) for s in held] == [0, 1]


def test_a_program_that_sleeps_is_not_made_to_dawdle_again() -> None:
    feedback = search.Feedback()
    schedules = search.schedules(feedback)
    for _ in range(len(search.FIRST)):
        next(schedules)
    assert next(schedules).strategy == "delays"
    feedback.seconds = search.SLOW_SECONDS + 0.1
    assert next(schedules).strategy != "delays"


def test_latest_starts_all_and_lets_the_last_one_go_first() -> None:
    strategy = strategies.make({"strategy": "latest", "seed": 0})

    assert strategy.choose(options("0", "0.1"), 1) == 0
    assert strategy.choose(options("0.1", "0.2", "0.2.1", "0.10"), 0) == 3
    assert strategy.choose(options("0.1", "0.2", "0.2.1"), 0) == 1
    assert strategy.choose(options("0.1", "0.2.1"), 0) == 1


def test_latest_can_let_whoever_is_started_go_at_once() -> None:
    strategy = strategies.make({"strategy": "latest", "seed": 0, "parameters": {"at_once": 1}})

    assert strategy.choose(options("0", "0.1"), 0) == 1
    assert strategy.choose(options("0", "0.2", "0.2.1"), 1) == 2


def test_barge_lets_another_one_in_before_who_was_woken() -> None:
    def at(name: str, op: str, line: int) -> Option:
        return Option(id=name, op=op, place=("program.py", line))

    for seed in range(20):
        strategy = strategies.make({"strategy": "barge", "seed": seed})
        other, producer = at("0.2", "acquire", 5), at("0.3", "acquire", 9)
        assert strategy.choose([at("0.1", "acquire", 5), producer], 0) in {0, 1}
        assert strategy.choose([at("0.1", "acquire", 5), at("0.3", "release", 9)], 0) == 0
        assert strategy.choose([at("0.1", "wait", 7), other, producer], 0) == 0
        assert strategy.choose([other, producer], None) == 1, "others of its kind are held back"

        woken = at("0.1", "wait", 7)
        assert strategy.choose([woken, other, producer], 2) == 1, "one of them goes first"
        assert strategy.choose([woken, other, producer], 2) == 1, "even if it has to try again"
        assert strategy.choose([woken, at("0.2", "release", 5), producer], 1) == 0, "then it goes"


def test_round_robin_gives_everybody_a_turn() -> None:
    strategy = strategies.make({"strategy": "roundrobin", "seed": 0})
    stays, seen = None, []
    for _ in range(6):
        stays = strategy.choose(options("0", "0.1", "0.2"), stays)
        seen.append(stays)
    assert seen == [0, 1, 2, 0, 1, 2]


# -- who is stuck ----------------------------------------------------------------------------------


def waits_at_its_input(pid: int) -> bool:
    seen = procfs.read_thread(pid, pid)
    return seen is not None and seen.wait.reads == (0,)


@pytest.fixture
def sleeper() -> Iterator[Seat]:
    """A task that is in the kernel, and waits for what only others can bring."""
    reading, writing = os.pipe()
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=reading)
    seat = Seat(socket.socket(socket.AF_UNIX))
    seat.pid = seat.tid = process.pid
    try:
        while not waits_at_its_input(process.pid):
            os.sched_yield()
        yield seat
    finally:
        process.kill()
        process.wait()
        seat.socket.close()
        os.close(reading)
        os.close(writing)


def looks(watch: Watch, seat: Seat, *after_seconds: float) -> list[bool]:
    began = time.monotonic()
    return [watch.holds_others_up(seat, began + seconds) for seconds in after_seconds]


def test_who_sleeps_between_two_looks_holds_others_up(sleeper: Seat) -> None:
    watch = Watch()
    watch.begin(sleeper)
    assert looks(watch, sleeper, 0.01, 0.05, 0.1) == [False, False, True]


def test_who_waits_for_a_thread_to_begin_is_waited_for(sleeper: Seat) -> None:
    watch = Watch()
    watch.begin(sleeper)
    watch.be_patient()
    assert looks(watch, sleeper, 0.05, 0.1, 2.9, 3.1, 3.2) == [False, False, False, False, True]


# -- which objects a line works on -----------------------------------------------------------------

WORKING = """
def work(box, key):
    return look(), box.items[key], key.real

class Box:
    def __init__(self):
        self.items = [1, 2]
"""


def test_objects_of_a_line_are_numbered(tmp_path: Path) -> None:
    file = tmp_path / "working.py"
    file.write_text(WORKING)
    told: list[owners.Owners] = []
    names: dict[str, Any] = {"look": lambda: told.append(owners.of(sys._getframe(1)))}
    exec(compile(WORKING, str(file), "exec"), names)
    box = names["Box"]()

    for given, key in ((box, 0), (box, 1), (names["Box"](), 1), (names["Box"](), 1)):
        names["work"](given, key)

    first, again, other, another = told
    assert set(first) == {"box", "box.items", "box.items[key]"}
    assert first["box"] == again["box"]
    assert (first["box.items[key]"], again["box.items[key]"]) == ("0", "1")
    assert len({first["box"], other["box"], another["box"]}) == 3
    assert len({first["box.items"], other["box.items"], another["box.items"]}) == 3


# -- the director ----------------------------------------------------------------------------------


class Voice:
    """A task that speaks to a director by hand."""

    def __init__(self, stage: Stage, address: str, name: str) -> None:
        self._stage = stage
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.connect(address)
        self._socket.setblocking(False)
        self.say("hello", name, os.getpid(), 1, name, "." not in name)

    def say(self, *message: Any) -> None:
        if message:
            self._socket.send(json.dumps(message).encode() + b"\n")
        self._stage.serve()

    @property
    def told(self) -> list[int]:
        """Return what the director has said since the last look."""
        try:
            data = self._socket.recv(1 << 16)
        except BlockingIOError:
            return []
        return [int(line.split()[0]) for line in data.splitlines()]

    def close(self) -> None:
        self._socket.close()


class Stage:
    """A director and the tasks that speak to it."""

    def __init__(self, folder: Path, **schedule: Any) -> None:
        self._address = str(folder / "steps.sock")
        data = {"strategy": "replay", "seed": 0, "choices": [], **schedule}
        self._poller = Poller()
        self.director = Director(self._address, data, None, self._poller)
        self._voices: list[Voice] = []

    def task(self, name: str) -> Voice:
        voice = Voice(self, self._address, name)
        self._voices.append(voice)
        return voice

    def serve(self) -> None:
        """Have the director hear what was said."""
        for _ in range(3):
            self._poller.serve(0)
            self.director.decide()

    def close(self) -> None:
        self.director.close()
        self._poller.close()
        for voice in self._voices:
            voice.close()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    yield made
    made.close()


AT: tuple[Any, ...] = ("at", "line", "program.py", 1, "", [], [])


def wait(*keys: str, seconds: float | None = None, wakes: Sequence[str] = ()) -> tuple[Any, ...]:
    return ("wait", list(keys), seconds, list(wakes), [], None, "acquire", "program.py", 2)


def test_one_task_goes_at_a_time(stage: Stage) -> None:
    lane = stage.task("0")
    lane.say("enter", True)
    other = stage.task("0.1")
    assert (lane.told, other.told) == ([GO], [])
    lane.say("leave", [], [])
    assert other.told == []  # It is the test's turn.
    lane.say("enter", True)
    assert (lane.told, other.told) == ([GO], [])  # Both can; the first by id goes.


def test_nobody_goes_before_the_test_waits_and_all_of_it_has_arrived(stage: Stage) -> None:
    first, second = stage.task("0"), stage.task("1")
    first.say("enter", False, True)
    stage.director.judge_waits(2, 0)
    first.say()
    assert first.told == []  # The second call is still on its way.
    second.say("enter", False, True)
    assert (first.told, second.told) == ([GO], [])
    first.say("leave", [], [])
    assert second.told == []  # The test was told, and may be about to go on.
    stage.director.judge_waits(2, 1)
    first.say()
    assert second.told == [GO]


def test_who_is_held_by_a_gate_holds_nobody_up(stage: Stage) -> None:
    lane = stage.task("0")
    lane.say("enter", True)
    lane.say("at", "call", "program.py", 1, "call gate", [], [])
    other = stage.task("0.1")
    assert lane.told == [GO, GO]
    stage.director.judge_holds(0)
    lane.say()
    assert other.told == []  # That was another call.
    stage.director.judge_holds(1)
    lane.say()
    assert other.told == [GO]


def test_a_woken_task_may_go_and_a_waiting_one_may_not(stage: Stage) -> None:
    lane = stage.task("0")
    lane.say("enter", True)
    other = stage.task("0.1")
    assert lane.told == [GO]
    lane.say(*wait("lock 1"))
    assert other.told == [GO]
    other.say(*AT)
    assert (lane.told, other.told) == ([], [GO])
    other.say(*wait("lock 2", wakes=["lock 1"]))
    assert (lane.told, other.told) == ([GO], [])


def test_the_clock_moves_when_nobody_can_go(stage: Stage) -> None:
    lane = stage.task("0")
    lane.say("enter", True)
    other = stage.task("0.1")
    lane.say(*wait(seconds=5))
    assert lane.told == [GO]
    other.say(*wait(seconds=2))
    assert other.told == [GO, EXPIRED]
    other.say("bye", False, [], [])
    assert lane.told == [EXPIRED]
    assert stage.director.record.told()["sleeps"] == 0  # Nobody was there to come first.


def test_time_really_passes_while_a_program_runs(stage: Stage) -> None:
    lane = stage.task("0")
    lane.say("enter", True)
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as program:
        lane.say("program", program.pid)
        lane.say(*wait(seconds=3600))
        for _ in range(20):
            lane.say()
        assert lane.told == [GO], "an hour is not over, nor is nobody left who could go"
        program.communicate(b"\n")
    lane.say()
    assert lane.told == [EXPIRED]
    assert stage.director.record.told()["freed"] is None


def test_two_that_take_turns_starve_nobody(tmp_path: Path) -> None:
    stage = Stage(tmp_path, strategy="random")
    lane = stage.task("0")
    lane.say("enter", True)
    others = [stage.task(f"0.{number}") for number in (1, 2)]
    stage.director._scheduler._strategy = Alternating()
    lane.say(*AT)
    for _ in range(MAX_TURNS + 2):
        next(voice for voice in (lane, others[0]) if GO in voice.told).say(*AT)
        if GO in others[1].told:
            break
    else:
        pytest.fail("the third one never had its turn")
    stage.close()


class Alternating:
    """Let the first two go in turns, for as long as both can."""

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        return (1 - stays) if stays in (0, 1) else 0


def test_a_sleep_that_ends_early_is_counted(tmp_path: Path) -> None:
    stage = Stage(tmp_path, choices=["0"], parameters={"hasty": 1})
    lane = stage.task("0")
    lane.say("enter", True)
    other = stage.task("0.1")
    lane.say(*wait(seconds=5))
    assert (lane.told, other.told) == ([GO, EXPIRED], [])
    assert stage.director.record.told()["sleeps"] == 1
    stage.close()


def test_all_are_let_go_when_all_are_blocked(stage: Stage) -> None:
    lane = stage.task("0")
    lane.say("enter", True)
    other = stage.task("0.1")
    lane.say(*wait("lock 1"))
    other.say(*wait("lock 2"))
    assert lane.told == [GO, FREE]
    assert other.told == [GO, FREE]
    assert stage.director.record.told()["freed"] == "blocked"


def told_later(stage: Stage, voice: Voice) -> list[int]:
    """Return what a task is told once the machine's time has passed; nothing after 10 seconds."""
    end = time.monotonic() + 10
    while not (told := voice.told) and time.monotonic() < end:
        stage.serve()
    return told


def test_a_look_in_vain_is_no_step(stage: Stage) -> None:
    lane = stage.task("0")
    lane.say("enter", True)
    other = stage.task("0.1")
    assert lane.told == [GO]
    lane.say(*wait("io"))
    assert other.told == [GO]
    other.say(*wait("io"))
    length = stage.director.record.length

    for task in (lane, other, lane):
        assert told_later(stage, task) == [GO]
        task.say(*wait("io"))
    assert stage.director.record.length == length

    assert told_later(stage, other) == [GO]
    other.say(*AT)
    assert stage.director.record.length == length + 2  # What it waited for, and the next one.
    assert (lane.told, other.told) == ([], [GO])


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\n",
        b"[]\n",
        b'["at"]\n',
        b'["fly"]\n',
        b"{}\n",
        b'["wait",1,2,3,4,5,6,7,8]\n',
        b'["hello",5,1,1,"five"]\n',
        b'["at","line","program.py",Infinity,"",[],[]]\n',
        b'["at","line",' + b"[" * 60_000 + b"\n",
    ],
    ids=lambda said: said[:20].decode().strip(),
)
def test_nonsense_costs_the_one_who_says_it(stage: Stage, nonsense: bytes) -> None:
    lane = stage.task("0")
    lane.say("enter", True)
    hostile = stage.task("0.1")
    hostile._socket.send(nonsense)
    stage.serve()
    lane.say(*AT)
    assert lane.told == [GO, GO]


# -- what is told of a run -------------------------------------------------------------------------


def a_report(*made: ChoiceMade, freed: str | None = None) -> Report:
    return Report(
        tasks=(), steps=(), choices=made, length=len(made), sleeps=0, calls=0, freed=freed
    )


def a_choice(chosen: str, stays: str | None, *given: str) -> ChoiceMade:
    return ChoiceMade(chosen=chosen, stays=stays, options=given)


@pytest.mark.parametrize(
    "nonsense",
    [None, 1, {}, [], {"tasks": 1}, {"tasks": [], "steps": [[9, 9, 9, 9, 9]], "ops": []}],
)
def test_report_that_cannot_be_read_is_none(nonsense: Any) -> None:
    assert read_report(nonsense) is None


def test_depth_first_search_tries_every_order_once() -> None:
    """Two tasks of three steps each: all orders, told apart by their choices."""
    feedback = search.Feedback()
    seen: list[tuple[str, ...]] = []
    for schedule in search.DepthFirst(feedback, Granularity.LINES):
        taken = {"a": 0, "b": 0}
        made, before = [], None
        prefix = list(schedule.choices)
        order = []
        while any(count < 3 for count in taken.values()):
            given = tuple(name for name, count in taken.items() if count < 3)
            stays = before if before in given else None
            chosen = given[0]
            if len(given) > 1:
                chosen = prefix.pop(0) if prefix else (stays or given[0])
                made.append(a_choice(chosen, stays, *given))
            taken[chosen] += 1
            order.append(chosen)
            before = chosen
        seen.append(tuple(order))
        feedback.report = a_report(*made)

    assert len(seen) == len(set(seen)), "an order was tried twice"
    assert feedback.exhausted == search.MAX_PREEMPTIONS
    every = {tuple(order) for order in itertools.permutations("aaabbb")}
    assert set(seen) == {order for order in every if preemptions(order) <= search.MAX_PREEMPTIONS}


def preemptions(order: Sequence[str]) -> int:
    """Count the switches away from a task that still had steps to take."""
    switches = (place for place in range(1, len(order)) if order[place] != order[place - 1])
    return sum(order[place - 1] in order[place:] for place in switches)


def test_what_is_tried_first_is_broad() -> None:
    feedback = search.Feedback()
    first = [schedule for schedule, _ in zip(search.schedules(feedback), range(18), strict=False)]
    assert {schedule.strategy for schedule in first} == {
        "delays",
        "latest",
        "barge",
        "random",
        "pct",
        "pos",
        "postpone",
        "roundrobin",
    }
    assert {schedule.granularity for schedule in first[2:]} == set(Granularity)


def test_one_granularity_is_kept_to() -> None:
    feedback = search.Feedback()
    orders = search.schedules(feedback, granularity=Granularity.PRIMITIVES)
    tried = [schedule for schedule, _ in zip(orders, range(12), strict=False)]
    assert {s.granularity for s in tried if s.strategy != "delays"} == {Granularity.PRIMITIVES}


# -- what is published as an order that can be repeated ------------------------------------------


def confirmed(found: Run, *repetitions: Run) -> tuple[Run, bool]:
    """Let an order be repeated with these results; nothing is left to leave out of it."""
    left = iter(repetitions)
    return shrink(found, Schedule(strategy="random"), lambda _: next(left), until=0.0)


def test_what_is_published_was_repeated_exactly() -> None:
    hasty, patient = (
        a_failure(a_report(*(a_choice("0.1", "0", "0", "0.1") for _ in range(length))))
        for length in (3, 2)
    )
    again = replace(hasty, output="again")
    assert confirmed(hasty, again) == (again, True)
    assert confirmed(hasty, patient, replace(patient, output="again"))[1], "it settles at once"
    assert not confirmed(hasty, patient, hasty, patient)[1]
    passed = replace(hasty, ruling=Ruling(verdict=Verdict.AC))
    assert confirmed(hasty, passed, again) == (again, True)
    assert confirmed(hasty, passed, passed, passed) == (hasty, False)


# -- what went wrong -------------------------------------------------------------------------------


def touch(step: int, task: str, kind: str, value: str | None = None) -> Touch:
    return Touch(step=step, task=task, kind=kind, place="total", value=value, line=step + 10)


NAMES = {"a": "Ann", "b": "Bob"}


def test_lost_update_is_told() -> None:
    found = conflicts.find(
        [
            touch(0, "a", READ, "7"),
            touch(1, "b", READ, "7"),
            touch(2, "b", WRITE, "6"),
            touch(3, "a", WRITE, "6"),
        ],
        NAMES,
    )
    assert found.sentence == (
        "Ann read 7 (line 10), Bob read 7 (line 11), Bob wrote 6 (line 12), and Ann wrote 6 "
        "(line 13) without having seen that: one update of total was lost."
    )
    assert found.steps == {0, 1, 2, 3}


def test_only_what_was_read_before_is_told_of_a_lost_update() -> None:
    touches = [touch(0, "a", READ), touch(1, "b", WRITE), touch(2, "b", READ), touch(3, "a", WRITE)]
    assert conflicts.find(touches, NAMES).sentence.startswith(
        "Ann read total (line 10), Bob wrote total (line 11), and Ann wrote total (line 13) without"
    )


def test_update_that_was_seen_is_not_lost() -> None:
    found = conflicts.find(
        [
            touch(0, "a", READ),
            touch(1, "a", WRITE),
            touch(2, "b", READ),
            touch(3, "b", WRITE),
        ],
        NAMES,
    )
    assert "lost" not in found.sentence


def test_what_one_task_does_alone_is_no_conflict() -> None:
    assert conflicts.find([touch(0, "a", READ), touch(1, "a", WRITE)], NAMES).steps == frozenset()


def test_lines_tell_what_they_touch() -> None:
    source = b"""
total = 0
def work(given):
    global total
    own = total
    own += given.count
    total = own
    print(own)
"""
    lines = sourcelines.touched_by_lines(source)
    assert lines[5] == (("read", "total"),)
    assert lines[6] == (("read", "given.count"),)
    assert lines[7] == (("write", "total"),)
    assert 8 not in lines


def test_lines_tell_what_they_change_a_part_of() -> None:
    source = b"""
seen, cache = [], {}
def work(key, given):
    own = []
    if key not in cache:
        seen.append(key)
        cache[key] = 1
        own.append(cache[key])
    given.wait()
    given.send(key)
"""
    lines = sourcelines.touched_by_lines(source)
    assert lines[5] == (("read", "cache"),)
    assert lines[6] == (("change", "seen"), ("read", "seen.append"))
    assert lines[7] == (("change", "cache"), ("write", "cache[key]"))
    assert lines[8] == (("read", "cache[key]"), ("read", "own.append"))
    changing = sourcelines.changing_lines({"program.py": source})
    assert [line for _, line in changing] == [2, 6, 7, 8, 10]


def test_act_on_what_was_seen_before_is_told() -> None:
    def change(step: int, task: str) -> Touch:
        return Touch(step=step, task=task, kind=WRITE, place="seen", line=step + 10, part=True)

    def look(step: int, task: str) -> Touch:
        return Touch(step=step, task=task, kind=READ, place="seen", line=step + 10)

    found = conflicts.find([look(0, "a"), look(1, "b"), change(2, "b"), change(3, "a")], NAMES)
    assert found.sentence == (
        "Ann read seen (line 10), Bob read seen (line 11), Bob changed seen (line 12), and Ann "
        "changed seen (line 13), although what it had read no longer held."
    )


def test_act_on_a_check_that_no_longer_holds_is_told_although_it_reads_anew() -> None:
    def change(step: int, task: str, line: int) -> Touch:
        tested = frozenset({10})
        return Touch(step=step, task=task, kind=WRITE, place="total", line=line, tested=tested)

    def look(step: int, task: str, line: int) -> Touch:
        return Touch(step=step, task=task, kind=READ, place="total", line=line)

    anew = [look(1, "b", 11), change(1, "b", 11), look(2, "a", 11), change(2, "a", 11)]
    assert conflicts.find([look(0, "a", 10), *anew], NAMES).sentence == (
        "Ann read total (line 10), Bob wrote total (line 11), and Ann wrote total (line 11), "
        "although what it had read no longer held."
    )
    checked_again = [*anew[:2], look(2, "a", 10), *anew[2:]]
    assert "no longer" not in conflicts.find([look(0, "a", 10), *checked_again], NAMES).sentence


def test_what_a_task_saw_is_told_where_another_one_reads_before_it_writes() -> None:
    touches = [touch(0, "a", READ), touch(1, "b", READ), touch(2, "b", WRITE)]
    assert conflicts.find(touches, NAMES).sentence == (
        "Ann read total (line 10), then Bob wrote total (line 12): nothing in the program says "
        "which of the two comes first."
    )


def test_what_only_luck_has_broken_is_told_so() -> None:
    held = replace(a_failure(replace(a_report(), tasks=TASKS)), ruling=Ruling(verdict=Verdict.AC))

    def run(schedule: Schedule | None) -> Run:
        by_luck = schedule is not None and schedule.strategy == "delays"
        broken = replace(held, ruling=Ruling(verdict=Verdict.WA), report=None)
        return broken if by_luck else held

    told = explore(Budget(orders=12), run, {}, "3.11").ruling
    assert told.verdict is Verdict.WA
    assert told.explanation is not None
    assert told.explanation["orders"]["stopped"] == "luck"
    assert told.explanation["orders"]["sentence"] == (
        "A run with random delays broke it; none of the 11 orders that were chosen did."
    )


# -- what lines did, and when ----------------------------------------------------------------------

STACK = b"""\
class Node:
    def __init__(self, value, rest):
        self.value = value
        self.rest = rest

class Stack:
    def push(self, value):
        self.top = Node(value, self.top)
"""
TRIED = b"""\
got = []
def take(numbers):
    try:
        got.append(next(numbers))
    except ValueError:
        pass
"""
ENROL = b"""\
def enrol(courses, name):
    courses["os"] = courses["os"] + [name]
"""


def told_of(
    source: bytes,
    *steps: tuple[str, int] | tuple[str, int, str],
    owners: Mapping[str, Mapping[str, int | str]] = MappingProxyType({}),
) -> str:
    """Return the sentence about steps: who, at which line, and in which call or bytecode.

    `owners` says which objects a task's names stand for.
    """
    seen = []
    for task, line, *more in steps:
        [op, what] = ["line", *more] if " " in "".join(more) else [*(more or ["line"]), ""]
        seen.append(
            StepSeen(
                task=task,
                op=op,
                file="program.py",
                line=line,
                what=what,
                owners=owners.get(task, {}),
            )
        )
    run = a_failure(replace(a_report(), steps=tuple(seen), length=len(seen), tasks=TASKS))
    files = {"program.py": source}
    order = order_of(run, Schedule(strategy="random"), files, replayable=True, python="3.11")
    return str(order["sentence"])


def a_failure(report: Report) -> Run:
    return Run(
        ruling=Ruling(verdict=Verdict.WA),
        output="",
        seconds=0.0,
        report=report,
        callbacks=0,
        accesses=(),
        clean=True,
    )


TASKS = tuple(
    TaskSeen(id=name, pid=1, process="", thread=thread)
    for name, thread in (("0", "main"), ("0.1", "T1"), ("0.2", "T2"))
)
FIRST = b"""\
first = None
def come(name):
    global first
    first = name
def main():
    threads = [Thread(target=come, args=(n,)) for n in (1, 2)]
    for t in threads: t.start()
    for t in threads: t.join()
    return first
"""


def test_a_line_writes_after_the_calls_that_it_makes() -> None:
    steps = [("0.1", 8), ("0.1", 3), ("0.2", 8), ("0.2", 3), ("0.2", 4), ("0.1", 4)]
    assert told_of(STACK, *steps) == (
        "T1 read self.top (line 8), T2 read self.top (line 8), T2 wrote self.top (line 8), and T1 "
        "wrote self.top (line 8) without having seen that: one update of self.top was lost."
    )


def test_attributes_of_two_objects_are_two_things() -> None:
    source = b"def pay(self):\n    self.total += 1\n"
    steps = [(task, 2, f"{kind} total") for kind in (READ, WRITE) for task in ("0.1", "0.2")]
    lost = "one update of self.total was lost"
    assert lost in told_of(source, *steps)
    assert lost in told_of(source, *steps, owners={"0.1": {"self": 1}, "0.2": {"self": 1}})
    assert "total" not in told_of(source, *steps, owners={"0.1": {"self": 1}, "0.2": {"self": 2}})


def test_who_was_woken_and_overtaken_is_told_to_look_again() -> None:
    once, again = (
        b"def take(came):\n    with came:\n        %s it:\n            came.wait()\n        x()\n"
        b"def put(came):\n    with came:\n        came.notify()\n" % look
        for look in (b"if not", b"while not")
    )
    waits, woken = [("0.1", 2, "acquire"), ("0.1", 4, "wait")], ("0.1", 4, "wait")
    notified, came = ("0", 7, "acquire"), ("0.2", 2, "acquire")
    told = "T1 waited (line 4) and was woken, but before it went on T2 came in (line 2), and T1 did"

    assert told_of(once, *waits, notified, came, woken, ("0.1", 5)).startswith(told)
    assert "woken" not in told_of(again, *waits, notified, came, woken, ("0.1", 5))
    assert "woken" not in told_of(once, *waits, notified, woken, ("0.1", 5), came)
    assert "woken" not in told_of(once, *waits, came, notified, woken, ("0.1", 5))
    sleeps = ("0.2", 4, "wait")
    assert "woken" not in told_of(once, *waits, notified, came, sleeps, woken, ("0.1", 5))


def test_elements_are_told_by_what_their_index_is() -> None:
    source = b"def play(scores, me):\n    scores[me] = scores[me] + 1\n"
    steps = [(task, 2, f"{kind} []") for kind in (READ, WRITE) for task in ("0.1", "0.2")]
    scores = {"scores": 1, "scores[me]": "0"}
    lost = "one update of scores[me] was lost"
    assert lost in told_of(source, *steps, owners={"0.1": scores, "0.2": scores})
    another = {"0.1": scores, "0.2": {**scores, "scores[me]": "1"}}
    assert lost not in told_of(source, *steps, owners=another)


def test_who_saw_one_half_of_what_another_did_is_told() -> None:
    source = b"def pay(a, b):\n    a.x -= 1\n    b.y += 1\ndef add(a, b):\n    return a.x + b.y\n"
    takes, gives = ("0.1", 2, "write x"), ("0.1", 3, "write y")
    looks = ("0.2", 5, "read x"), ("0.2", 5, "read y")
    told = "T2 saw one half of what T1 did"

    assert told in told_of(source, looks[0], takes, gives, looks[1])
    assert told in told_of(source, takes, *looks, gives)
    assert told not in told_of(source, *looks, takes, gives)
    assert told not in told_of(source, takes, gives, *looks)


def test_who_came_first_though_started_later_is_told() -> None:
    source = b"def run(out, name):\n    out.put(name)\n"
    told = "T2 came to line 2 before T1, which was started earlier"
    assert told_of(source, ("0.2", 2), ("0.1", 2), ("0", 1)).startswith(told)
    assert "started earlier" not in told_of(source, ("0.1", 2), ("0.2", 2), ("0.1", 2), ("0", 1))


def test_what_get_looks_up_is_read_before_the_line_writes() -> None:
    source = b"def count(counts, word):\n    pass\n    counts[word] = counts.get(word, 0) + 1\n"
    lost = "T1 read counts[word] (line 3), T2 read counts[word] (line 3)"
    writes = [(task, 3, "write []") for task in ("0.2", "0.1")]
    assert told_of(source, ("0.1", 2), ("0.2", 2), *writes).startswith(lost)
    assert "lost" not in told_of(source, ("0.2", 2), ("0.2", 3, "write []"), ("0.1", 2), writes[1])


def test_one_object_is_known_by_whatever_name() -> None:
    source = b"def pay(a, b):\n    a.total -= 1\n    b.total += 1\n"
    lines = {"0.1": 2, "0.2": 3}
    steps = [
        (task, line, f"{kind} total") for kind in (READ, WRITE) for task, line in lines.items()
    ]
    assert "lost" not in told_of(source, *steps)
    told = told_of(source, *steps, owners={"0.1": {"a": 1, "b": 2}, "0.2": {"a": 2, "b": 1}})
    assert told == (
        "T1 read a.total (line 2), T2 read b.total (line 3), T1 wrote a.total (line 2), and T2 "
        "wrote b.total (line 3) without having seen that: one update of b.total was lost."
    )


TOLD = b"""\
def write(box, ready):
    box.value = 1
    ready.set()
    box.value = 2
def read(box, ready):
    ready.wait()
    return box.value
"""


def test_what_one_task_tells_another_is_in_order() -> None:
    steps = [("0.1", 2), ("0.2", 6, "wait"), ("0.1", 3, "set"), ("0.2", 7), ("0.1", 4)]
    names = {"box": 1, "ready": 2}
    known = {"0.1": names, "0.2": names}
    told = told_of(TOLD, *steps, owners=known)
    assert told.startswith("T2 read box.value (line 7), then T1 wrote box.value (line 4): nothing")
    assert "nothing" not in told_of(TOLD, *steps[:-1], owners=known)
    assert "T1 wrote box.value (line 2)" in told_of(TOLD, *steps[:-1])
    another = {"0.1": names, "0.2": {"box": 1, "ready": 3}}
    assert "T1 wrote box.value (line 2)" in told_of(TOLD, *steps[:-1], owners=another)


def test_what_is_told_is_told_within_one_process() -> None:
    box = {"box": 1, "ready": 2}
    steps = [
        StepSeen(task=task, op=op, file="program.py", line=line, what="", owners=box)
        for task, line, op in (("0.1", 2, "line"), ("0.1", 3, "set"), ("0.2", 6, "wait"))
    ]
    steps.append(replace(steps[-1], op="line", line=7))
    files = {"program.py": TOLD}
    wrote, read = ("0.1", 0), ("0.2", 3)

    assert signals.told_before(steps, files, {"0.1": 5, "0.2": 5})(wrote, read)
    assert not signals.told_before(steps, files, {"0.1": 5, "0.2": 6})(wrote, read)


def test_an_object_that_is_being_made_is_no_other_task_s() -> None:
    assert "rest" not in told_of(STACK, ("0.1", 3), ("0.2", 3), ("0.2", 4), ("0.1", 4))


def test_a_line_that_raised_has_written_nothing() -> None:
    assert "changed got" in told_of(TRIED, ("0.1", 4), ("0.2", 4))
    assert "changed got" not in told_of(TRIED, ("0.1", 4), ("0.2", 4), ("0.2", 5), ("0.2", 6))


def test_a_line_that_a_primitive_stops_in_touches_what_it_says() -> None:
    steps = [(task, 2, op) for op in ("proxy", "proxy") for task in ("0.1", "0.2")]
    assert "one update of courses['os'] was lost" in told_of(ENROL, *steps)


def test_what_comes_after_a_join_or_before_a_start_is_in_order() -> None:
    begins = [("0", 7, "start"), ("0", 7, "start"), ("0.1", 4)]
    others = "T1 wrote first (line 4), then T2 wrote first (line 4): nothing"
    assert told_of(FIRST, *begins, ("0.2", 4), ("0", 8, "join"), ("0", 9)).startswith(others)
    too_early = "T1 wrote first (line 4), then main read first (line 9): nothing"
    assert told_of(FIRST, *begins, ("0", 9)).startswith(too_early)


def test_a_name_that_leads_to_what_is_changed_is_not_read() -> None:
    source = b"seen = []\ndef work():\n    seen.append(look())\ndef look():\n    return 1\n"
    reads = [("0.1", 3, "read seen"), ("0.2", 3, "read seen")]
    assert told_of(source, *reads, ("0.2", 5), ("0.1", 5)).startswith(
        "T2 changed seen (line 3), then T1 changed seen (line 3): nothing"
    )


def test_who_writes_an_element_changes_the_whole() -> None:
    source = b"seen = {}\ndef work(key):\n    seen[key] = seen.get(key, 0) + 1\n    pass\n"
    reads = [("0.1", 3, "read seen"), ("0.2", 3, "read seen")]
    writes = [("0.2", 3, "write []"), ("0.1", 3, "write []")]
    later = [("0.1", 4), ("0.1", 3, "read seen"), ("0.2", 4), ("0.2", 3, "read seen")]
    assert told_of(source, *reads, *writes, *later).startswith(
        "T1 read seen (line 3), T2 read seen (line 3), T2 changed seen (line 3), and T1 changed"
    )


def test_two_additions_are_told_only_where_there_is_nothing_else() -> None:
    def add(step: int, task: str) -> Touch:
        return Touch(step=step, task=task, kind=WRITE, place="seen", part=True)

    added = [add(7, "a"), add(8, "b")]
    assert "changed seen" in conflicts.find(added, NAMES).sentence
    assert (
        "total"
        in conflicts.find([touch(0, "a", WRITE), touch(1, "b", READ), *added], NAMES).sentence
    )


def test_a_call_that_may_have_raised_has_written_nothing_that_is_known() -> None:
    assert "changed got" not in told_of(TRIED, ("0.1", 4), ("0.2", 4, "get_nowait"))


def test_who_went_on_meanwhile_is_told_by_what_it_changed() -> None:
    steps = [("0.1", 7), ("0.2", 3), ("0.2", 4, "result"), ("0.1", 6)]
    assert told_of(TRIED, *steps) == (
        "T1 had come to line 7, and before it went on with line 6, T2 did line 4."
    )


def test_a_task_that_never_went_is_told() -> None:
    assert told_of(FIRST, ("0", 7, "start"), ("0.1", 4), ("0", 9)).startswith("T1 wrote first")
    told = told_of(FIRST, ("0", 7, "start"), ("0", 9))
    assert told == "T1 had not begun yet when the program was done."


@pytest.mark.parametrize("op", ["line", "call"])
def test_what_the_test_was_called_for_is_known_from_there(op: str) -> None:
    told = told_of(ENROL, ("0.1", 2, op), ("0.2", 2, op))
    assert ("courses" in told) == (op == "line")


def test_global_name_is_another_thing_in_another_process() -> None:
    touches = [touch(0, "a", READ), touch(1, "b", READ), touch(2, "b", WRITE), touch(3, "a", WRITE)]
    assert conflicts.find(touches, NAMES, {"a": 1, "b": 1}).sentence
    assert not conflicts.find(touches, NAMES, {"a": 1, "b": 2}).sentence


@pytest.mark.parametrize("source", [b"def", b"\xff", b"(" * 5000, b"\0", b"a" + b"+a" * 1500])
def test_source_that_cannot_be_parsed_touches_nothing(source: bytes) -> None:
    assert sourcelines.touched_by_lines(source) == {}


def test_schedule_survives_the_judgement() -> None:
    data = {
        "replayable": True,
        "granularity": "bytecodes",
        "choices": ["0", "0.1"],
        "python": "3.11",
        "parameters": {"hasty": 1},
    }
    schedule = replayed(data)
    assert schedule == Schedule(
        strategy="replay",
        granularity=Granularity.BYTECODES,
        choices=("0", "0.1"),
        python="3.11",
        parameters={"hasty": 1},
    )
    with pytest.raises(ValueError, match="cannot be replayed"):
        replayed({**data, "replayable": False})


def test_seeds_of_strategies_differ() -> None:
    """Guard the sample above: a die that always shows the same would pass as one that repeats."""
    assert random.Random("random 1").random() != random.Random("random 2").random()
