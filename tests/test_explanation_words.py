"""The words of an explanation: who is named or counted, and which loops ask again and again."""

from __future__ import annotations

import time
from pathlib import Path
from textwrap import dedent

import pytest

from grader.inside import procfs, sources, stacks
from grader.inside.polling import loop_of
from grader.inside.procfs import Thread
from grader.inside.stacks import Frame
from grader.inside.syscalls import RUNNING
from grader.inside.tasks import ALONE, Task
from grader.inside.wording import agreeing, listed, people, say
from tests.support.deadlocks import session


def a_task(
    name: str, *, pid: int = 1, is_main: bool = False, target: str = "", at: Frame | None = None
) -> Task:
    kernel = Thread(
        pid=pid, tid=pid if is_main else hash(name), name="python", state="R", switches=(0, 0),
        call="running", wait=RUNNING, blocked_signals=0, caught_signals=0,
        cpu_seconds=0.0, queued_seconds=0.0,
    )  # fmt: skip
    return Task(
        id=name, process=name if is_main else ALONE, thread=name, is_main=is_main, kernel=kernel,
        stack=(at,) if at else (), calls=(at,) if at else (), in_test=False, target=target,
        fact=None, cpu_percent=None, busy_percent=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("tasks", "said"),
    [
        ([a_task("a")], "a sleeps"),
        ([a_task("a"), a_task("b")], "a and b sleep"),
        ([a_task(name, target="desk") for name in "abc"], "3 threads in desk() sleep"),
        ([a_task(name, target=name) for name in "abcd"], "4 threads sleep"),
        ([a_task(str(pid), pid=pid, is_main=True) for pid in (1, 2, 3)], "3 processes sleep"),
        ([a_task("a", pid=1), a_task("b", pid=2), a_task("c", pid=2)], "3 tasks sleep"),
    ],
)
def test_few_are_named_and_many_are_counted(tasks: list[Task], said: str) -> None:
    assert say(tasks, "sleeps") == said


def test_verbs_agree() -> None:
    assert agreeing(1, "waits for a lock") == "waits for a lock"
    assert agreeing(2, "waits for a lock") == "wait for a lock"
    assert agreeing(2, "is inside `work`") == "are inside `work`"


def test_lists_are_short() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "a", "c"]) == "a, b and c"
    assert listed(list("abcdef"), most=3) == "a, b and 4 more"
    assert people([a_task("a"), a_task("a")]) == "a"


@pytest.mark.parametrize(
    ("source", "line", "phrase"),
    [
        ("while not q.empty():\n    pass", 1, "asks `q.empty()` again and again"),
        (
            "while True:\n    if t.is_alive():\n        time.sleep(1)",
            3,
            "asks `t.is_alive()` again and again, and sleeps in between",
        ),
        ("while x:\n    q.get(timeout=0.1)", 2, "asks `q.get(timeout=0.1)` again and again"),
        ("while x:\n    lock.acquire(False)", 2, "asks `lock.acquire(False)` again and again"),
        ("while x:\n    sleep(1)", 2, "sleeps again and again"),
        ("while x:\n    y = q.get()", 2, None),
        ("for n in range(9):\n    n += 1", 2, None),
        ("q.empty()\nx = 1", 1, None),
        ("while x: (", 1, None),
    ],
)
def test_loops_that_ask(source: str, line: int, phrase: str | None) -> None:
    sources.keep("/sub/program/program.py", source.encode())
    at = Frame(file="/sub/program/program.py", line=line, function="main")
    loop = loop_of(a_task("a", at=at))

    assert (loop.phrase if loop else None) == phrase


BUSY = """
    import queue
    import threading

    def deep(items, n):
        return deep(items, n - 1) if n else items.get_nowait()

    def work():
        while True:
            try:
                deep(queue.Queue(), 5)
            except queue.Empty:
                continue

    def main():
        for number in range(3):
            threading.Thread(target=work, daemon=True).start()
        work()
"""


def test_threads_that_run_are_asked_one_by_one(tmp_path: Path) -> None:
    program = tmp_path / "busy.py"
    program.write_text(dedent(BUSY))
    with session(program) as running:
        leader = _leader(running.keeper.pid)
        functions: set[str] = set()
        for _ in range(100):
            process = procfs.read_process(leader)
            assert process is not None
            found = stacks.of_process(process, str(running.folder))
            assert {one.ident for one in found.values()} <= {0}, "all were asked at once"
            frames = [frame for one in found.values() for frame in one.frames]
            functions |= {frame.function.rpartition(".")[2] for frame in frames}
            if functions >= {"work", "deep"}:
                break
        assert running.keeper.poll() is None
    assert functions >= {"work", "deep"}


def _leader(keeper: int) -> int:
    """Return the program's process once all of its threads are there."""
    deadline = time.monotonic() + 20.0
    while time.monotonic() < deadline:
        for pid in procfs.near_descendants(keeper):
            if len(procfs.numbers_in(f"/proc/{pid}/task")) == 4:
                return pid
        time.sleep(0.01)
    raise AssertionError("its threads did not start")
