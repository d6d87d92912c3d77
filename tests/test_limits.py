"""Each limit of a case, tripped by a small program: its own verdict, and words that name it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest

from grader.intake import collect
from grader.intake.bounds import Bounds
from grader.judge import Job, judge
from grader.model import CaseResult, Exercise, Limits, Verdict
from grader.sandbox.base import Driver
from grader.sandbox.docker import DockerDriver
from grader.sandbox.local import LocalDriver
from tests.support.builders import a_submission, an_exercise

HIDDEN = "from adder import add\n\n\ndef test_add():\n    assert add(1, 2) == 3\n"
MIB = 1 << 20

Trial = tuple[str, dict[str, Any], str, str]
"""A function's body, the limits it meets, its verdict, and what the student reads."""

ANYWHERE: dict[str, Trial] = {
    "wall: sleeps": ("import time; time.sleep(60)", {"wall_seconds": 0.5}, "TLE", "0.5 seconds"),
    "cpu: spins": ("while True: pass", {"cpu_seconds": 1}, "TLE", "CPU time"),
    "cpu: its child spins": (
        """
        import os
        if os.fork() == 0:
            while True: pass
        os.wait()
        """,
        {"cpu_seconds": 1}, "TLE", "CPU time",
    ),
    "cpu: its threads spin": (
        """
        import threading
        def spin():
            while True: pass
        threads = [threading.Thread(target=spin) for _ in range(3)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        """,
        {"cpu_seconds": 1}, "TLE", "CPU time",
    ),
    "cpu: ignores the warning": (
        """
        import signal
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True: pass
        """,
        {"cpu_seconds": 1}, "TLE", "CPU time",
    ),
    "output: prints": ("while True: print('x' * 1000)", {}, "OLE", "printed more than"),
    "output: writes errors": (
        """
        import sys
        while True: sys.stderr.write('x' * 1000)
        """,
        {}, "OLE", "printed more than",
    ),
    "output: its child prints": (
        """
        import os
        if os.fork() == 0:
            while True: os.write(1, b'x' * 1000)
        os.wait()
        """,
        {}, "OLE", "printed more than",
    ),
    "open files": (
        "kept = [open('/dev/null') for _ in range(1000)]",
        {"open_files": 64}, "RTE", "64 files, pipes and sockets",
    ),
    "file size": (
        "open('big', 'wb').write(bytes(3 << 20))", {"file_bytes": MIB}, "RTE", "1,048,576 bytes",
    ),
    "exit: sys.exit": ("import sys; sys.exit(0)", {}, "RTE", "exit()"),
    "exit: os._exit": ("import os; os._exit(0)", {}, "RTE", "exit code 0"),
    "exit: by a signal": (
        "import os, signal; os.kill(os.getpid(), signal.SIGTERM)", {}, "RTE", "SIGTERM",
    ),
    "exit: in a thread": (
        """
        import os, threading
        threading.Thread(target=os._exit, args=(3,)).start()
        threading.Event().wait()
        """,
        {}, "RTE", "exit code 3",
    ),
    "a result too large": ("return 'x' * (9 << 20)", {}, "OLE", "too large"),
    "a result too deep": (
        """
        value = []
        for _ in range(500): value = [value]
        return value
        """,
        {}, "OLE", "too large",
    ),
    "a result that unfolds": (
        """
        value = ('x',)
        for _ in range(60): value = (value, value)
        return value
        """,
        {"wall_seconds": 30.0, "cpu_seconds": 30.0}, "OLE", "too large",
    ),
}  # fmt: skip

BOXED: dict[str, Trial] = {
    "memory": (
        """
        kept = []
        while True: kept.append(bytearray(1 << 20))
        """,
        {"memory_bytes": 64 * MIB}, "MLE", "64 MiB",
    ),
    "memory: of a child that is killed": (
        """
        import os
        if os.fork() == 0:
            kept = []
            while True: kept.append(bytearray(1 << 20))
        os.wait()
        return a + b
        """,
        {"memory_bytes": 64 * MIB}, "MLE", "64 MiB",
    ),
    "memory: files in memory": (
        """
        for folder in ('/tmp', '/dev/shm'):
            with open(f'{folder}/big', 'wb') as file:
                for _ in range(40): file.write(bytes(1 << 20))
        """,
        {"memory_bytes": 64 * MIB, "file_bytes": 60 * MIB, "shared_memory_bytes": 60 * MIB},
        "MLE", "64 MiB",
    ),
    "processes": (
        """
        import os, time
        for _ in range(200):
            if os.fork() == 0: time.sleep(60)
        """,
        {"processes": 20}, "RTE", "20 processes and threads",
    ),
    "threads": (
        """
        import threading
        for _ in range(200): threading.Thread(target=threading.Event().wait, daemon=True).start()
        """,
        {"processes": 20}, "RTE", "20 processes and threads",
    ),
    "disk": (
        """
        for number in range(4): open(f'/tmp/{number}', 'wb').write(bytes(1 << 20))
        """,
        {"file_bytes": 2 * MIB}, "RTE", "2,097,152 bytes",
    ),
    "shared memory": (
        """
        for number in range(4): open(f'/dev/shm/{number}', 'wb').write(bytes(1 << 20))
        """,
        {"shared_memory_bytes": 2 * MIB}, "RTE", "No space left on device",
    ),
    "how many files": (
        "for number in range(1000): open(f'/tmp/{number}', 'w').close()",
        {"files": 100}, "RTE", "No space left on device",
    ),
    "how many files in shared memory": (
        "for number in range(1000): open(f'/dev/shm/{number}', 'w').close()",
        {"files": 100}, "RTE", "No space left on device",
    ),
}  # fmt: skip


def trials(table: dict[str, Trial]) -> list[Any]:
    return [pytest.param(*trial, id=name) for name, trial in table.items()]


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    folder = tmp_path_factory.mktemp("limits")
    return an_exercise(folder, visible={"test_none.py": ""}, hidden={"test_add.py": HIDDEN})


@pytest.fixture(scope="module")
def containers() -> DockerDriver:
    driver = DockerDriver()
    driver.prepare()
    return driver


def trip(body: str, limits: dict[str, Any], exercise: Exercise, driver: Driver) -> CaseResult:
    source = "def add(a, b):\n" + indent(dedent(body).strip(), "    ") + "\n"
    bounded = replace(exercise, limits=replace(Limits(), **limits))
    submission = a_submission(files={"adder.py": source})
    (case,) = judge(Job(exercise=bounded, submission=submission), driver).cases
    return case


def check(case: CaseResult, verdict: str, text: str) -> None:
    assert (str(case.verdict), case.score) == (verdict, 0), case
    assert text in f"{case.message} {case.help}", case


@pytest.mark.docker
@pytest.mark.parametrize(("body", "limits", "verdict", "text"), trials(ANYWHERE | BOXED))
def test_in_a_container(
    body: str,
    limits: dict[str, Any],
    verdict: str,
    text: str,
    exercise: Exercise,
    containers: DockerDriver,
) -> None:
    check(trip(body, limits, exercise, containers), verdict, text)


@pytest.mark.parametrize(("body", "limits", "verdict", "text"), trials(ANYWHERE))
def test_without_walls(
    body: str, limits: dict[str, Any], verdict: str, text: str, exercise: Exercise
) -> None:
    check(trip(body, limits, exercise, LocalDriver(isolated=False)), verdict, text)


def test_memory_of_each_process_is_bounded_without_walls(exercise: Exercise) -> None:
    body = "kept = []\nwhile True: kept.append(bytearray(1 << 20))"
    case = trip(body, {"memory_bytes": 64 * MIB}, exercise, LocalDriver(isolated=False))
    check(case, "MLE", "64 MiB")


def test_a_program_within_its_limits_passes(exercise: Exercise) -> None:
    case = trip("return a + b", {}, exercise, LocalDriver(isolated=False))
    assert case.verdict is Verdict.AC


# -- no room for one more call --------------------------------------------------------------------

ONE_MORE = """
from adder import add


def test_one_more(lab):
    gate = lab.gate()
    calls = [lab.start(add, 0, gate)]
    gate.wait_inside(1)
    calls += [lab.start(add, n, gate) for n in range(1, {calls})]
    gate.wait_inside({calls})
    gate.open()
    assert [call.result() for call in calls] == list(range({calls}))
"""
CALLS = """
def add(a, b):
    return b(a)
"""
HOGS = """
import threading

def add(a, b):
    try:
        while True:
            threading.Thread(target=threading.Event().wait, daemon=True).start()
    except RuntimeError:
        return b(a)
"""


@pytest.mark.docker
@pytest.mark.parametrize(
    ("source", "calls", "verdict", "text"),
    [
        pytest.param(CALLS, 5, "AC", "", id="there is room"),
        pytest.param(HOGS, 4, "RTE", "20 processes and threads", id="the program took it"),
        pytest.param(CALLS, 30, "JE", "The test makes", id="the test took it"),
    ],
)
def test_who_left_no_room_for_one_more_call(
    source: str, calls: int, verdict: str, text: str, tmp_path: Path, containers: DockerDriver
) -> None:
    exercise = an_exercise(
        tmp_path,
        visible={"test_none.py": ""},
        hidden={"test_calls.py": ONE_MORE.format(calls=calls)},
        extra="[limits]\nprocesses = 20\n",
    )
    submission = a_submission(files={"adder.py": source})
    (case,) = judge(Job(exercise=exercise, submission=submission), containers).cases
    assert str(case.verdict) == verdict, case
    assert text in f"{case.message} {case.help}", case


# -- the largest submission -----------------------------------------------------------------------

PAGE_BYTES = 4096
SUM_UP = """
from adder import add


def test_all_files_are_there():
    assert add(1, 2) == 3 + {others}
"""


@pytest.mark.parametrize(
    "driver", [pytest.param(DockerDriver, marks=pytest.mark.docker), LocalDriver]
)
@pytest.mark.parametrize("files", [4, 200])
def test_the_largest_submission_that_is_taken_in_can_be_judged(
    files: int, driver: type[Driver], tmp_path: Path
) -> None:
    pages = Bounds().total_bytes // PAGE_BYTES // files
    names = [f"part_{number}" for number in range(files - 1)]
    imports = "".join(f"import {name}\n" for name in names)
    total = " + ".join(["0", *(f"{name}.ONE" for name in names)])
    sources = {"adder": f"{imports}def add(a, b):\n    return a + b + {total}\n"}
    sources |= dict.fromkeys(names, "ONE = 1\n")
    for name, source in sources.items():
        path = tmp_path / "handed-in" / "ann" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source + "#" * (PAGE_BYTES * pages - len(source)))
    exercise = an_exercise(
        tmp_path,
        visible={"test_none.py": ""},
        hidden={"test_sum.py": SUM_UP.format(others=files - 1)},
    )
    (entry,) = collect(tmp_path / "handed-in", {"adder": exercise}).entries
    assert (entry.submission.problem, len(entry.submission.files)) == (None, files)
    (case,) = judge(Job(exercise=exercise, submission=entry.submission), driver()).cases
    assert case.verdict is Verdict.AC, case
