"""Deadlocks, time limits and leaks through the real judge: verdict, sentence, explanation."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from grader.judge import Job, judge
from grader.model import CaseResult, Judgement, Submission
from grader.sandbox.base import Driver
from grader.sandbox.docker import DockerDriver
from grader.sandbox.local import LocalDriver
from tests.support.builders import an_exercise

CORPUS = Path(__file__).parent / "deadlocks" / "deadlocking"
MANIFEST = """
title = "Program"
points = 1
files = ["program.py"]

[limits]
wall_seconds = {seconds}
"""
MAIN = "import program\n\n\ndef test_it():\n    program.main()\n"
LONG, SHORT = 30, 3
"""Seconds of wall time: far more than a proof takes, and soon over."""


@pytest.fixture(scope="module", params=[pytest.param("docker", marks=pytest.mark.docker), "local"])
def driver(request: pytest.FixtureRequest) -> Driver:
    if request.param == "local":
        return LocalDriver(isolated=False)
    docker = DockerDriver()
    docker.prepare()
    return docker


def grade(
    folder: Path, driver: Driver, source: str, hidden: str = MAIN, *, seconds: int = LONG
) -> Judgement:
    exercise = an_exercise(
        folder,
        slug="program",
        manifest=MANIFEST.format(seconds=seconds),
        hidden={"test_hidden.py": dedent(hidden)},
        visible={"test_visible.py": "def test_nothing():\n    pass\n"},
    )
    files = {"program.py": dedent(source).encode()}
    return judge(Job(exercise=exercise, submission=Submission(id="x", files=files)), driver)


def the_case(judgement: Judgement, name: str = "test_it") -> CaseResult:
    return next(case for case in judgement.cases if case.name == name)


def explanation(case: CaseResult) -> Mapping[str, Any]:
    assert case.explanation is not None
    return case.explanation


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("philosophers_processes", "wait for each other in a circle"),
        ("philosophers_threads", "Philosopher-0 → Philosopher-1 → Philosopher-2"),
        ("opposite_locks_spawn", "holds the lock 'left' and waits for the lock 'right' (line 12)"),
        ("opposite_locks_of_objects", "lock 'self.lock' and waits for the lock 'self.lock' #2"),
        ("queue_get_forkserver", "waits for an item from the queue 'queue' (line 10)"),
        ("asyncio_queue_join", "task_done() was never called"),
        ("manager_lock_twice", "waits for the lock 'lock' (line 12), which it holds itself"),
        ("manager_queue_get", "wait for an item from the queue 'queue' (line 10)"),
        ("subprocess_wait_full_pipe", "cannot end before somebody takes its data"),
        ("file_locks_crossed", "wait for a file lock (line 16)"),
        ("pool_inside_itself", "inside a worker of a pool"),
        ("forked_with_lock_held", "It was forked while that lock was held"),
        ("worker_died_with_lock", "which has ended, took it at line 11 and never released it"),
        ("lock_circle_beside_busy_worker", "none of them can go on"),
        ("philosophers_with_heartbeat", "wait for each other in a circle"),
    ],
)
def test_deadlock_is_proved_and_told(
    program: str, said: str, driver: Driver, tmp_path: Path
) -> None:
    judgement = grade(tmp_path, driver, (CORPUS / f"{program}.py").read_text())

    case = the_case(judgement)
    assert case.verdict == "DL", case.message
    assert said in case.message
    assert case.wall_seconds < LONG / 2
    told = explanation(case)
    assert told["kind"] == "deadlock"
    assert told["help"] in case.help
    assert all(task["thread"] != "lab" for task in told["tasks"])
    files = {frame["file"] for task in told["tasks"] for frame in task["stack"]}
    assert files == {"program.py"}
    assert all(mark["line"] and mark["label"] for mark in told["lines"])


def test_circle_is_drawn_through_the_locks(driver: Driver, tmp_path: Path) -> None:
    source = (CORPUS / "philosophers_threads.py").read_text()
    told = explanation(the_case(grade(tmp_path, driver, source)))

    forks = {f"forks[{number}]" for number in range(5)}
    philosophers = {task["id"]: task for task in told["tasks"] if task["id"] in told["cycle"]}
    assert {resource["id"] for resource in told["resources"]} == forks
    assert set(told["cycle"]) == forks | philosophers.keys()
    assert len(philosophers) == 5
    assert {task["state"] for task in philosophers.values()} == {"blocked"}
    assert {task["stack"][-1]["text"] for task in philosophers.values()} == {"with right:"}
    steps = {(edge["from"], edge["to"]) for edge in told["edges"]}
    ring = [*told["cycle"], told["cycle"][0]]
    assert set(itertools.pairwise(ring)) <= steps


SPINS = """
    import threading

    def work(flag):
        while not flag.is_set():
            pass

    def main():
        flag = threading.Event()
        worker = threading.Thread(target=work, args=(flag,), name="Worker", daemon=True)
        worker.start()
        worker.join()
"""
SLEEPS = """
    import time

    def main():
        done = []
        while not done:
            time.sleep(0.01)
"""


def test_time_limit_tells_who_spins(driver: Driver, tmp_path: Path) -> None:
    case = the_case(grade(tmp_path, driver, SPINS, seconds=SHORT))

    assert case.verdict == "TLE", case.message
    assert "Worker is spinning:" in case.message
    assert "because it asks `flag.is_set()` again and again" in case.message
    assert "waits for Worker to end (line 12)" in case.message
    told = explanation(case)
    assert told["pattern"] == "polling in a loop"
    worker = next(task for task in told["tasks"] if task["thread"] == "Worker")
    assert worker["cpu_percent"] > 10


def test_time_limit_tells_who_sleeps(driver: Driver, tmp_path: Path) -> None:
    case = the_case(grade(tmp_path, driver, SLEEPS, seconds=SHORT))

    assert case.verdict == "TLE", case.message
    assert "The main thread sleeps again and again (line 7)" in case.message
    assert "Wait in place of asking" in case.help


HOLDS = """
    import threading

    def main(work):
        worker = threading.Thread(target=work, name="Worker")
        worker.start()
        worker.join()
        return 5
"""
HELD = """
    import threading, time
    import program

    def test_it():
        go = threading.Event()
        threading.Timer(1.0, go.set).start()
        assert program.main(go.wait) == 5

    def test_computes(lab):
        def work():
            until = time.monotonic() + 1.0
            while time.monotonic() < until:
                pass
        assert program.main(work) == 5
"""


def test_callback_that_the_test_holds_is_no_deadlock(driver: Driver, tmp_path: Path) -> None:
    judgement = grade(tmp_path, driver, HOLDS, HELD)

    assert {case.verdict.value for case in judgement.cases} == {"AC"}, judgement.cases


def test_task_inside_a_function_of_the_test_is_told_so(driver: Driver, tmp_path: Path) -> None:
    source = """
        import threading

        def call(work):
            work()

        def main(work):
            worker = threading.Thread(target=call, args=(work,), name="Worker")
            worker.start()
            worker.join()
    """
    hidden = """
        import threading
        import program

        def test_it():
            program.main(threading.Event().wait)
    """
    case = the_case(grade(tmp_path, driver, source, hidden, seconds=SHORT))

    assert case.verdict == "TLE", case.message
    assert "Worker is inside `work`, a function of the test (line 5)" in case.message


STUCK = """
    import threading

    def main():
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()

    def quick():
        return 1
"""


def test_call_in_a_test_thread_that_deadlocks(driver: Driver, tmp_path: Path) -> None:
    hidden = """
        import program

        def test_it(lab):
            call = lab.start(program.main)
            call.result()
    """
    case = the_case(grade(tmp_path, driver, STUCK, hidden))

    assert case.verdict == "DL", case.message
    assert "(line 7), which it holds itself since line 6" in case.message


TAKES_AN_ITEM = """
    import queue

    items = queue.Queue()

    def main():
        return items.get()

    def put(item):
        items.put(item)
"""


CROSSED = """
    import threading

    class Pair:
        def __init__(self):
            self.left, self.right = threading.Lock(), threading.Lock()
            self.both = threading.Barrier(2)

        def one_way(self):
            with self.left:
                self.both.wait()
                with self.right:
                    pass

        def other_way(self):
            with self.right:
                self.both.wait()
                with self.left:
                    pass
"""


@pytest.mark.parametrize("timeout", ["", "60"])
def test_threads_of_the_test_that_it_joins_deadlock(
    timeout: str, driver: Driver, tmp_path: Path
) -> None:
    hidden = f"""
        import threading
        import program

        def test_it():
            pair = program.Pair()
            threads = [threading.Thread(target=way) for way in (pair.one_way, pair.other_way)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join({timeout})
    """
    case = the_case(grade(tmp_path, driver, CROSSED, hidden))

    assert case.verdict == "DL", case.message
    assert "opposite" in explanation(case)["pattern"]
    assert case.wall_seconds < LONG / 2


def test_thread_of_the_test_that_may_yet_act_is_no_deadlock(driver: Driver, tmp_path: Path) -> None:
    hidden = """
        import threading
        import program

        def test_it():
            def helper():
                threading.Event().wait(1.5)
                program.put(7)

            threads = [threading.Thread(target=work) for work in (program.main, helper)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
    """
    assert the_case(grade(tmp_path, driver, TAKES_AN_ITEM, hidden)).verdict == "AC"


@pytest.mark.parametrize(
    "waiting",
    [
        "thread.join(1.5)",
        "call.exception(timeout=1.5)",
    ],
)
def test_a_test_that_waits_for_a_time_may_yet_act(
    waiting: str, driver: Driver, tmp_path: Path
) -> None:
    hidden = f"""
        import threading
        import program
        import pytest

        def test_it(lab):
            thread = threading.Thread(target=program.main)
            call = lab.start(program.main)
            thread.start()
            try:
                {waiting}
            except TimeoutError:
                pass
            program.put(1)
            program.put(2)
            thread.join()
            assert call.result() in (1, 2)
    """
    case = the_case(grade(tmp_path, driver, TAKES_AN_ITEM, hidden))
    assert case.verdict == "AC", case.message


def test_thread_of_a_wide_fixture_that_never_calls_the_program(
    driver: Driver, tmp_path: Path
) -> None:
    hidden = """
        import threading
        import program
        import pytest

        @pytest.fixture(scope="module")
        def helper():
            seen = []
            thread = threading.Thread(target=seen.append, args=(1,))
            thread.start()
            thread.join()
            return seen

        def test_it(helper):
            assert program.count() == 1

        def test_it_again(helper):
            assert program.count() == 1, "each case has a program of its own"
    """
    source = """
        calls = []

        def count():
            calls.append(1)
            return len(calls)

        def main():
            pass
    """
    cases = grade(tmp_path, driver, source, hidden).cases
    assert {case.verdict.value for case in cases} == {"AC"}, cases


def test_join_with_a_time_limit_comes_back(driver: Driver, tmp_path: Path) -> None:
    hidden = """
        import threading
        import program

        def test_it():
            held = threading.Event()
            thread = threading.Thread(target=lambda: program.call(held.wait))
            thread.start()
            thread.join(0.3)
            assert thread.is_alive()
            held.set()
            thread.join()
            assert not thread.is_alive()
    """
    source = """
        def call(work):
            work()

        def main():
            pass
    """
    assert the_case(grade(tmp_path, driver, source, hidden)).verdict == "AC"


def test_test_that_computes_beside_a_blocked_call_is_no_deadlock(
    driver: Driver, tmp_path: Path
) -> None:
    hidden = """
        import time
        import program

        def test_it(lab):
            call = lab.start(program.main)
            until = time.monotonic() + 1.0
            while time.monotonic() < until:
                pass
            time.sleep(0.5)
            program.put(7)
            assert call.result() == 7
    """
    assert the_case(grade(tmp_path, driver, TAKES_AN_ITEM, hidden)).verdict == "AC"


def test_deadlock_at_import_ends_every_case(driver: Driver, tmp_path: Path) -> None:
    source = """
        import threading

        lock = threading.Lock()
        with lock:
            with lock:
                pass

        def main():
            pass
    """
    hidden = MAIN + "\n\ndef test_other():\n    program.main()\n"
    judgement = grade(tmp_path, driver, source, hidden)

    stuck = [case for case in judgement.cases if case.name != "test_nothing"]
    assert len(stuck) == 2
    assert {case.verdict.value for case in stuck} == {"DL"}, stuck
    assert all("which it holds itself since line 5" in case.message for case in stuck)
    assert judgement.wall_seconds < LONG / 2


LEAKS = """
    import queue
    import threading
    from multiprocessing import Event, Process

    never = Event()

    def work(items):
        while items.get() is not None:
            pass

    def main(count):
        items = queue.Queue()
        for number in range(count):
            threading.Thread(target=work, args=(items,), name=f"Worker-{number}").start()

    def processes():
        Process(target=never.wait, name="Sleeper").start()

    def daemons():
        threading.Thread(target=never.wait, daemon=True).start()
        Process(target=never.wait, daemon=True).start()
"""
TRACKERS = """
    from multiprocessing import Process, Queue
    from multiprocessing.shared_memory import SharedMemory

    def work(results):
        block = SharedMemory(create=True, size=1)
        results.put(block.size)
        block.close()
        block.unlink()

    def main():
        results = Queue()
        workers = [Process(target=work, args=(results,)) for _ in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            results.get()
        for worker in workers:
            worker.join()
"""
"""Each worker starts a resource tracker of its own, which is still about to end after it."""
TRACKED = """
    import program
    import pytest

    @pytest.mark.parametrize("time", range(8))
    def test_it(time):
        program.main()
"""
SERVED = """
    import time
    from multiprocessing import get_context

    def main():
        get_context("forkserver").Process(target=time.sleep, args=(1000,), name="Sleeper").start()
"""
LEAKED = """
    import program

    def test_it():
        program.main(1)

    def test_many():
        program.main(5)

    def test_process():
        program.processes()

    def test_daemons():
        program.daemons()
"""


def test_leak_names_what_is_left_and_where_it_was_started(driver: Driver, tmp_path: Path) -> None:
    judgement = grade(tmp_path, driver, LEAKS, LEAKED)

    one, many, process, daemons = (
        the_case(judgement, name)
        for name in ("test_it", "test_many", "test_process", "test_daemons")
    )
    assert [one.verdict, many.verdict, process.verdict] == ["LEAK"] * 3
    assert daemons.verdict == "AC"
    assert one.message == (
        "The answer was right, but thread Worker-0, started at line 15, was still running at the "
        "end: it waits for an item from the queue 'items' (line 9)."
    )
    assert many.message == (
        "The answer was right, but 5 threads were still running at the end, started at line 15: "
        "Worker-0, Worker-1 and 3 more. "
        "Each of them waits for an item from the queue 'items' (line 9)."
    )
    assert "process Sleeper, started at line 18, was still running at the end" in process.message
    told = explanation(one)
    assert told["kind"] == "leak"
    assert told["left"][0]["thread"] == "Worker-0"
    assert told["left"][0]["where"] == {"file": "program.py", "line": 15}
    assert [mark["line"] for mark in told["lines"]] == [15]


def test_helpers_of_multiprocessing_that_are_ending_are_no_leak(
    driver: Driver, tmp_path: Path
) -> None:
    judgement = grade(tmp_path, driver, TRACKERS, TRACKED)
    assert [case.verdict for case in judgement.cases if not case.visible] == ["AC"] * 8


def test_helpers_are_not_blamed_beside_the_process_that_they_serve(
    driver: Driver, tmp_path: Path
) -> None:
    case = the_case(grade(tmp_path, driver, SERVED))
    assert case.verdict == "LEAK"
    assert "process Sleeper, started at line 6, was still running at the end" in case.message
