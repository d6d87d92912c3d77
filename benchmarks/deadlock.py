"""Measure the deadlock watcher: latency, its cost, and false alarms.

    python benchmarks/deadlock.py [--rounds 10] [--healthy-runs 100] [--jobs 2]
        [--judge docker|local|none]

It prints figures and asserts nothing. A program notes the moment at which its last task blocks;
the latency counts from there to the finding. The cost is the processor time of a loop that polls
the watcher of a busy program, beyond that of the same loop without it. With `--judge` the same is
measured once more from end to end: from the last task's blocking to the verdict, the explanation
and the end of the session included; and all that the agent uses beside a busy program.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from grader.inside import procfs
from grader.judge import Job, judge
from grader.model import CaseResult, Submission, Verdict
from grader.sandbox.base import Driver
from grader.sandbox.docker import DockerDriver
from grader.sandbox.local import LocalDriver
from tests.support.builders import an_exercise
from tests.support.deadlocks import programs, session, watch

TICK_SECONDS = 0.01
LIMIT_SECONDS = 60.0
BUSY_SECONDS = 5.0

MANIFEST = """
title = "Program"
points = 1
files = ["program.py"]

[limits]
wall_seconds = 8
"""
NOTE = """
import multiprocessing as mp, os, threading, time

def note():
    with open("{path}", "a") as file:
        file.write(f"{{time.monotonic()}}\\n")
"""
THREADS = """
def stick(event):
    note()
    event.wait()

def main():
    event = threading.Event()
    tasks = [threading.Thread(target=stick, args=(event,)) for _ in range({count})]
    [task.start() for task in tasks]
    [task.join() for task in tasks]
"""
PROCESSES = """
def stick(event):
    note()
    event.wait()

def main():
    event = mp.Event()
    tasks = [mp.Process(target=stick, args=(event,)) for _ in range({count})]
    [task.start() for task in tasks]
    [task.join() for task in tasks]
"""
BUSY = """
import multiprocessing as mp, threading

def burn():
    while True:
        pass

def main():
    for _ in range({processes}):
        mp.Process(target=burn, daemon=True).start()
    for _ in range({waiting}):
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    burn()
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--healthy-runs", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--judge", choices=("docker", "local", "none"), default="none")
    options = parser.parse_args()
    for title, source, count in (
        ("4 threads", THREADS, 4),
        ("5 processes", PROCESSES, 5),
        ("20 processes", PROCESSES, 20),
    ):
        seconds = [latency_seconds(source, count) for _ in range(options.rounds)]
        print(
            f"latency, {title}: median {statistics.median(seconds):.3f} s, "
            f"worst {max(seconds):.3f} s"
        )
    for waiting in (0, 50):
        percent = cost_percent(waiting)
        print(f"cost beside 3 busy processes, {waiting} waiting threads: {percent:.2f} % of a CPU")
    if options.judge != "none":
        print_judged(options.judge, options.rounds)
    print_false_alarms(options.healthy_runs, options.jobs)


def latency_seconds(source: str, count: int) -> float:
    """Return the seconds from the last task's blocking to the finding."""
    with TemporaryDirectory() as folder:
        noted = Path(folder, "blocked")
        program = Path(folder, "stuck.py")
        program.write_text(NOTE.format(path=noted) + source.format(count=count))
        with session(program) as running:
            watcher = running.watcher()
            while watcher.poll(time.monotonic()) is None:
                time.sleep(TICK_SECONDS)
            found = time.monotonic()
        return found - max(map(float, noted.read_text().split()))


def cost_percent(waiting: int) -> float:
    """Return the processor time that polling takes, in per cent of one processor."""
    with TemporaryDirectory() as folder:
        program = Path(folder, "busy.py")
        program.write_text(BUSY.format(processes=2, waiting=waiting))
        with session(program) as running:
            watcher = running.watcher()
            time.sleep(1.0)
            idle = _loop_cost(lambda: None)
            return 100 * (_loop_cost(lambda: watcher.poll(time.monotonic())) - idle) / BUSY_SECONDS


def _loop_cost(poll: Callable[[], object]) -> float:
    began, used = time.monotonic(), time.process_time()
    while time.monotonic() - began < BUSY_SECONDS:
        poll()
        time.sleep(TICK_SECONDS)
    return time.process_time() - used


def print_judged(sandbox: str, rounds: int) -> None:
    """Measure the same through the judge, its box and its agent."""
    driver = LocalDriver(isolated=False) if sandbox == "local" else DockerDriver()
    driver.prepare()
    for title, source, count in (("4 threads", THREADS, 4), ("5 processes", PROCESSES, 5)):
        seconds = [judged_seconds(driver, source, count) for _ in range(rounds)]
        print(
            f"judged in {sandbox}, {title}: median {statistics.median(seconds):.3f} s, "
            f"worst {max(seconds):.3f} s"
        )
    if sandbox == "local":
        print(f"the agent beside 3 busy processes: {agent_percent(driver):.2f} % of a CPU")


def judged_seconds(driver: Driver, source: str, count: int) -> float:
    """Return the seconds from the last task's blocking to the verdict."""
    noting = "import time, threading, multiprocessing as mp\n\ndef note():\n"
    noting += "    print(time.monotonic(), flush=True)\n"
    found: list[tuple[float, CaseResult]] = []
    judged(driver, noting + source.format(count=count), found)
    [(at, case)] = found
    if case.verdict is not Verdict.DL:
        raise SystemExit(f"expected a deadlock: {case.verdict} {case.message}")
    return at - max(map(float, case.stdout.split()))


def judged(driver: Driver, source: str, found: list[tuple[float, CaseResult]]) -> None:
    """Judge a program by a test that calls its main(); note when the case's result came."""
    with TemporaryDirectory() as folder:
        exercise = an_exercise(
            Path(folder),
            slug="program",
            manifest=MANIFEST,
            hidden={"test_main.py": "import program\n\ndef test_it():\n    program.main()\n"},
            visible={"test_none.py": ""},
        )
        job = Job(
            exercise=exercise, submission=Submission(id="x", files={"program.py": source.encode()})
        )
        judge(job, driver, on_case=lambda case: found.append((time.monotonic(), case)))


def agent_percent(driver: Driver) -> float:
    """Return the processor time of the agent, in per cent, while a busy program runs."""
    used: list[float] = []
    found: list[tuple[float, CaseResult]] = []

    def look() -> None:
        time.sleep(BUSY_SECONDS / 2)
        own = [pid for pid in procfs.near_descendants(os.getpid()) if _is_agent(pid)]
        began, before = time.monotonic(), _cpu_seconds(own)
        time.sleep(BUSY_SECONDS / 2)
        used.append((_cpu_seconds(own) - before) / (time.monotonic() - began))

    watching = threading.Thread(target=look)
    watching.start()
    judged(driver, NOTE.format(path="/dev/null") + BUSY.format(processes=2, waiting=10), found)
    watching.join()
    return 100 * used[0]


def _is_agent(pid: int) -> bool:
    """Tell whether a process is an agent: none of the sessions, and the parent of them all."""
    facts = procfs.stat(pid)
    parent = procfs.read(f"/proc/{facts.parent}/cmdline") if facts else b""
    return b"_grader_box" in procfs.read(f"/proc/{pid}/cmdline") and b"_grader_box" not in parent


def _cpu_seconds(pids: list[int]) -> float:
    return sum(facts.cpu_seconds for pid in pids if (facts := procfs.stat(pid)))


def print_false_alarms(runs: int, jobs: int) -> None:
    """Run healthy programs in turn and count how many were called deadlocked."""
    healthy = programs("healthy")
    alarms: list[str] = []

    def run(number: int) -> None:
        program = healthy[number % len(healthy)]
        if watch(program, limit_seconds=LIMIT_SECONDS).finding is not None:
            alarms.append(program.stem)

    with ThreadPoolExecutor(jobs) as executor:
        list(executor.map(run, range(runs)))
    names = f": {', '.join(sorted(set(alarms)))}" if alarms else ""
    print(f"false alarms: {len(alarms)} of {runs} healthy runs{names}")


if __name__ == "__main__":
    main()
