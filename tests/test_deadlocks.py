"""Every deadlock of the corpus is found and named; no healthy program is ever called one."""

from __future__ import annotations

import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from grader.inside import procfs, stacks
from grader.inside.explain import explain_time
from grader.inside.journal_reader import alarm_pending, closed_cycles
from grader.inside.sheet import MAGIC, SIZE, SUFFIX, read_page
from grader.inside.syscalls import AARCH64, X86_64, by_number, decode
from grader.inside.tasks import Earlier
from grader.inside.watcher import JudgeState, Watcher
from tests.support.ahead import ahead, wanted
from tests.support.deadlocks import Run, programs, session, watch

LIMIT_SECONDS = 20.0
WORKERS = 3
"""Nearly all of it is waiting."""
RECEIVES = """
import os, socket, threading
from multiprocessing import Lock

def main():
    end = socket.socket(fileno=int(os.environ["GRADER_TEST_FD"]))
    %s
    end.recv(1)
"""


def _named(path: Path) -> str:
    return path.stem


@pytest.fixture(scope="module")
def runs(request: pytest.FixtureRequest) -> Iterator[dict[Path, Future[Run]]]:
    """Watch all wanted programs."""
    every = [*programs("deadlocking"), *programs("healthy")]
    asked = wanted(request, "program")

    def run(program: Path) -> Run:
        is_healthy = program.parent.name == "healthy"
        return watch(program, limit_seconds=(4 if is_healthy else 1) * LIMIT_SECONDS)

    with ahead([path for path in every if path in asked], run, workers=WORKERS) as futures:
        yield futures


@pytest.mark.parametrize("program", programs("deadlocking"), ids=_named)
def test_deadlock_is_found_and_named(program: Path, runs: dict[Path, Future[Run]]) -> None:
    run = runs[program].result()

    assert run.finding is not None, f"{run.withheld}\n{run.output}"
    assert run.explanation is not None
    expected = re.search(r"^Pattern: (.*)$", program.read_text(), re.MULTILINE)
    if expected:
        assert run.explanation["pattern"] == expected[1], run.explanation["sentence"]
        assert run.explanation["help"]
    assert run.explanation["tasks"]
    assert "main " in run.explanation["sentence"] or run.explanation["pattern"]


@pytest.mark.parametrize("program", programs("healthy"), ids=_named)
def test_healthy_program_runs_to_its_end(program: Path, runs: dict[Path, Future[Run]]) -> None:
    run = runs[program].result()

    assert run.finding is None, run.explanation
    assert run.exit_code == 0, run.output


def _until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def judge_end(
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        monkeypatch.setenv("GRADER_TEST_FD", str(theirs.fileno()))
        yield ours, theirs


def _program(folder: Path, extra: str) -> Path:
    path = folder / "receives.py"
    path.write_text(RECEIVES % extra)
    return path


def _inode(sock: socket.socket) -> int:
    return os.fstat(sock.fileno()).st_ino


def test_clock_that_rings_while_clocks_are_looked_for_is_no_deadlock(
    tmp_path: Path,
    judge_end: tuple[socket.socket, socket.socket],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ours, theirs = judge_end
    idle = JudgeState(waiting=True, frames=0, idle=frozenset({_inode(ours)}))
    rung = []

    with session(_program(tmp_path, "pass"), pass_fds=(theirs.fileno(),)) as running:
        watcher = running.watcher(lambda: idle)
        search = watcher._why_not

        def rings(*seen: Any) -> str | None:
            reason = search(*seen)
            if reason is None and not rung:
                ours.sendall(b"x")
                rung.append(True)
            return reason

        monkeypatch.setattr(watcher, "_why_not", rings)
        while running.keeper.poll() is None:
            assert watcher.poll(time.monotonic()) is None
            time.sleep(0.01)
    assert rung


def test_held_callback_is_settled_but_no_deadlock(
    tmp_path: Path, judge_end: tuple[socket.socket, socket.socket]
) -> None:
    ours, theirs = judge_end
    owed = JudgeState(waiting=True, frames=7, owed=frozenset({_inode(ours)}))
    with session(_program(tmp_path, "pass"), pass_fds=(theirs.fileno(),)) as running:
        watcher = running.watcher(lambda: owed)
        assert _until(lambda: watcher.settled(time.monotonic()))
        for _ in range(50):
            assert watcher.poll(time.monotonic()) is None
            time.sleep(0.01)
        ours.sendall(b"x")
        assert running.keeper.wait(LIMIT_SECONDS) == 0


def test_sleeping_task_is_not_settled(
    tmp_path: Path, judge_end: tuple[socket.socket, socket.socket]
) -> None:
    ours, theirs = judge_end
    sleeper = "import time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
    idle = JudgeState(waiting=False, frames=0, idle=frozenset({_inode(ours)}))
    with session(_program(tmp_path, sleeper), pass_fds=(theirs.fileno(),)) as running:
        watcher = running.watcher(lambda: idle)
        assert _until(lambda: bool(procfs.descendants(running.keeper.pid)))
        for _ in range(80):
            assert not watcher.settled(time.monotonic())
            time.sleep(0.01)


def test_who_ran_a_moment_ago_hides_no_deadlock() -> None:
    program = next(path for path in programs("deadlocking") if path.stem == "manager_lock_twice")
    with session(program) as running:
        first = running.watcher()
        assert _until(lambda: first.poll(time.monotonic()) is not None)
        for pid in procfs.descendants(running.keeper.pid):  # the manager's server is one of them
            watcher = running.watcher()
            watcher._lively = (pid, pid)
            assert _until(lambda w=watcher: w.poll(time.monotonic()) is not None), pid


def test_idle_lane_beside_a_blocked_task_is_a_deadlock(
    tmp_path: Path, judge_end: tuple[socket.socket, socket.socket]
) -> None:
    _, theirs = judge_end
    blocked = "threading.Thread(target=threading.Event().wait, daemon=True).start()"
    idle = JudgeState(waiting=True, frames=0, idle=frozenset({_inode(theirs)}))
    with session(_program(tmp_path, blocked), pass_fds=(theirs.fileno(),)) as running:
        watcher = running.watcher(lambda: idle)
        assert _until(lambda: watcher.poll(time.monotonic()) is not None)


def test_unknown_socket_out_of_the_program_withholds(
    tmp_path: Path, judge_end: tuple[socket.socket, socket.socket]
) -> None:
    _, theirs = judge_end
    with session(_program(tmp_path, "pass"), pass_fds=(theirs.fileno(),)) as running:
        watcher = running.watcher(lambda: JudgeState(waiting=True, frames=0))
        findings = []

        def is_withheld() -> bool:
            findings.append(watcher.poll(time.monotonic()))
            return watcher.withheld == "a socket leads out of the program"

        assert _until(is_withheld)
        assert not any(findings)


def test_frames_between_the_looks_spoil_the_proof(tmp_path: Path) -> None:
    program = tmp_path / "stuck.py"
    program.write_text("import threading\ndef main():\n    threading.Event().wait()\n")
    frames = iter(range(1_000_000))
    with session(program) as running:
        watcher = running.watcher(lambda: JudgeState(waiting=True, frames=next(frames)))
        for _ in range(60):
            assert watcher.poll(time.monotonic()) is None
            time.sleep(0.01)


def test_watcher_says_why_it_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.inside.procfs.why_unavailable", lambda: "no such file")
    watcher = Watcher(os.getpid(), lambda: JudgeState(waiting=True, frames=0))
    assert (watcher.available, watcher.reason) == (False, "no such file")
    assert watcher.poll(time.monotonic()) is None


@pytest.mark.parametrize("table", [X86_64, AARCH64], ids=["x86_64", "aarch64"])
def test_waits_are_decoded(table: dict[str, int]) -> None:
    names = {number: name for name, number in table.items()}

    def kind(name: str, *args: int, memory: bytes = b"") -> str:
        return decode(names, table[name], (*args, *[0] * (6 - len(args))), lambda *_: memory).kind

    assert kind("futex", 4096, 0x189, 0, 0) == "futex"
    assert kind("futex", 4096, 0x189, 0, 0x7FFF) == "timed"
    assert kind("futex", 4096, 1, 0, 0) == "unknown"
    assert kind("wait4", 0xFFFFFFFF, 0, 0) == "child"
    assert kind("wait4", 0xFFFFFFFF, 0, 1) == "unknown"
    assert kind("ppoll", 1, 1, 0, memory=b"\3\0\0\0\1\0\0\0") == "fds"
    assert kind("ppoll", 1, 1, 0x7FFF) == "timed"
    assert kind("ppoll", 1, 1, 0) == "unknown"
    assert kind("epoll_pwait", 5, 0, 0, 0xFFFFFFFF) == "epoll"
    assert kind("epoll_pwait", 5, 0, 0, 0) == "timed"
    assert kind("rt_sigtimedwait", 1, 0, 0, memory=(1 << 9).to_bytes(8, "little")) == "signal"
    assert kind("rt_sigtimedwait", 1, 0, 0, memory=(1 << 13).to_bytes(8, "little")) == "unknown"
    assert kind("fcntl", 3, 7) == "lock"
    assert kind("fcntl", 3, 3) == "unknown"
    assert kind("clock_nanosleep", 0) == "timed"


def test_unknown_machine_has_no_table() -> None:
    assert by_number("vax") is None


def test_stacks_of_all_versions_are_parsed() -> None:
    text = (
        "Thread 0x00007f01 (most recent call first):\n"
        '  File "/usr/lib/python3.11/threading.py", line 331 in wait\n'
        '  File "/sub/philosophers.py", line 12 in dine\n'
        "\n"
        "Thread 0x00007f02 [Philosopher-1] (most recent call first):\n"
        '  File "/sub/philosophers.py", line ??? in Table.<locals>.dine\n'
        "  Garbage-collecting\n"
        "\n"
        "Current thread 0x00007f03 (most recent call first):\n"
        "  <no Python frame>\n"
    )
    first, second, third = stacks.parse(text)
    assert [(frame.line, frame.function) for frame in first.frames] == [(331, "wait"), (12, "dine")]
    assert (second.name, second.frames[0].line) == ("Philosopher-1", 0)
    assert (third.ident, third.frames) == (0x7F03, ())


SPINS = """
import multiprocessing as mp

def spin():
    while True:
        pass

def main():
    consumer = mp.Process(target=spin, name="Consumer-1")
    consumer.start()
    consumer.join()
"""


def test_time_limit_tells_who_spins_and_who_waits(tmp_path: Path) -> None:
    program = tmp_path / "spins.py"
    program.write_text(SPINS)
    with session(program) as running:
        keeper = running.keeper.pid
        assert _until(lambda: _is_spinning(keeper))
        earlier = Earlier(snapshot=procfs.snapshot(keeper), at=time.monotonic())
        assert _until(lambda: _cpu_seconds(keeper) > _total(earlier.snapshot) + 0.3)
        told = explain_time(
            procfs.snapshot(keeper),
            str(running.folder),
            str(running.program.parent),
            earlier=earlier,
            withheld="a timer is set",
        )
    assert told["kind"] == "time"
    assert told["note"] == "a timer is set"
    spinner, waiter = (
        next(task for task in told["tasks"] if task["process"] == name)
        for name in ("Consumer-1", "main process")
    )
    assert spinner["cpu_percent"] > 5
    assert spinner["stack"][0]["line"] in {5, 6}
    assert waiter["waits_for"] == "Consumer-1 to end"
    assert waiter["stack"][0]["text"] == "consumer.join()"
    assert {"from": waiter["id"], "to": spinner["id"], "label": "waits for the end of"} in told[
        "edges"
    ]


def _is_spinning(keeper: int) -> bool:
    return len(procfs.descendants(keeper)) == 2 and _cpu_seconds(keeper) > 0.3


def _cpu_seconds(keeper: int) -> float:
    return _total(procfs.snapshot(keeper))


def _total(snapshot: procfs.Snapshot) -> float:
    return sum(thread.cpu_seconds for thread in snapshot.threads)


def test_forged_journal_harms_nobody(tmp_path: Path) -> None:
    page = tmp_path / f"1{SUFFIX}"
    page.write_bytes(MAGIC + os.urandom(SIZE - len(MAGIC)))
    read_page(str(page))
    (tmp_path / f"2{SUFFIX}").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / f"3{SUFFIX}")
    assert read_page(str(tmp_path / f"2{SUFFIX}")) is None
    assert read_page(str(tmp_path / f"3{SUFFIX}")) is None
    assert closed_cycles(str(tmp_path), str(tmp_path)) == ()
    assert not alarm_pending(str(tmp_path), 2)
