"""One suite for all drivers: what the judge may count on in any box."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.errors import SandboxUnavailable
from grader.judge import calls
from grader.judge.bench import Bench
from grader.judge.lab import Call
from grader.judge.outcomes import CaseEnded
from grader.judge.probes import Gate, Probe
from grader.judge.refs import Path as Name
from grader.model import Limits, Verdict
from grader.sandbox import engine
from grader.sandbox.base import Box, Driver
from grader.sandbox.docker import DockerDriver
from grader.sandbox.fake import FakeDriver
from grader.sandbox.local import LocalDriver
from tests.support.machine import expects_sandboxes
from tests.support.programs import as_functions, session, talk

METHODS = ("fork", "spawn", "forkserver")


def bubblewrap() -> LocalDriver:
    driver = LocalDriver()
    try:
        driver.prepare()
    except SandboxUnavailable as error:
        if expects_sandboxes():
            raise
        pytest.skip(str(error))
    return driver


def docker() -> DockerDriver:
    driver = DockerDriver()
    driver.prepare()
    return driver


OPENERS: dict[str, Any] = {
    "docker": docker,
    "bubblewrap": bubblewrap,
    "plain": lambda: LocalDriver(isolated=False),
    "fake": lambda: FakeDriver(as_functions),
}
REAL = [
    pytest.param("docker", marks=pytest.mark.docker),
    "bubblewrap",
    "plain",
]
real = pytest.mark.parametrize("driver", REAL, indirect=True, scope="module")


@pytest.fixture(scope="module", params=[*REAL, "fake"])
def driver(request: pytest.FixtureRequest) -> Driver:
    opened: Driver = OPENERS[request.param]()
    return opened


@pytest.fixture(scope="module")
def opened(driver: Driver) -> Iterator[tuple[Box, Bench]]:
    """One box for all tests of a driver: sessions keep them apart."""
    with talk(driver) as (box, bench):
        yield box, bench


@pytest.fixture
def bench(opened: tuple[Box, Bench]) -> Bench:
    return opened[1]


@pytest.fixture
def program(bench: Bench) -> Iterator[Any]:
    with session(bench) as program:
        yield program


def test_a_value_and_a_function_are_got(program: Any) -> None:
    assert program.LIMIT == 3
    assert program.add(1, 2) == 3
    assert program.add.__name__ == "add"


def test_default_and_keyword_arguments(program: Any) -> None:
    assert program.add(1) == 11
    assert program.add(b=1, a=2) == 3


def test_an_exception_comes_as_itself(program: Any) -> None:
    with pytest.raises(KeyError, match="no such thing") as caught:
        program.misuse("no such thing")
    assert caught.value.args == ("no such thing",)


def test_an_exception_class_of_the_program_is_mirrored(program: Any) -> None:
    with pytest.raises(ValueError, match="not today") as caught:
        program.refuse("not today")
    assert type(caught.value).__name__ == "Refused"
    with pytest.raises(program.Refused):
        program.refuse("again")


def test_an_argument_is_changed_in_place(program: Any) -> None:
    items = [3, 1, 2]
    program.sort(items)
    assert items[:3] == [1, 2, 3]
    assert items[3][0] is items


def test_a_missing_module_and_a_missing_name(program: Any) -> None:
    with pytest.raises(ModuleNotFoundError):
        calls.request(Name("nowhere", ""), "import", name="nowhere")
    with pytest.raises(AttributeError, match="nothing"):
        _ = program.nothing


def test_both_streams_are_heard(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    with session(bench) as program:
        program.speak("to out", "to err")
        output = bench.current.output()
    told = capsys.readouterr()
    assert (told.out, told.err) == ("to out\n", "to err\n")
    assert sorted(output.splitlines()) == ["to err", "to out"]


def test_a_callback_is_called_from_the_thread_that_serves(program: Any) -> None:
    seen: list[Any] = []

    def double(number: int) -> int:
        seen.append(number)
        return number * 2

    assert program.apply(double, 4) == 8
    assert seen == [4]
    assert program.apply(lambda: program.apply(double, 5)) == 10


def test_what_a_callback_raises_comes_back(program: Any) -> None:
    error = LookupError("from the test")

    def fail() -> None:
        raise error

    with pytest.raises(LookupError) as caught:
        program.apply(fail)
    assert caught.value is error


def test_a_callback_is_called_from_threads(bench: Bench, program: Any) -> None:
    probe = Probe(bench.current)
    program.in_threads(probe, 3)
    assert sorted(record.args for record in probe.calls) == [(0,), (1,), (2,)]
    assert probe.pids == {bench.current.leader_pid}


@real
@pytest.mark.parametrize("method", METHODS)
def test_a_callback_is_called_from_child_processes(bench: Bench, program: Any, method: str) -> None:
    probe = Probe(bench.current)
    assert program.in_children(method, probe, 2) == [0, 0]
    assert sorted(record.args for record in probe.calls) == [(0,), (1,)]
    assert len(probe.pids - {bench.current.leader_pid}) == 2


def test_sessions_share_nothing(bench: Bench) -> None:
    for _ in range(2):
        with session(bench) as program:
            assert program.remember("one") == ["one"]
            calls.request(Name("program", ""), "set", name="LIMIT", args=[99])
            assert program.LIMIT == 99
    with session(bench) as program:
        assert program.LIMIT == 3


def test_a_program_that_ends_in_a_call_ends_the_case_only(bench: Bench) -> None:
    with session(bench) as program, pytest.raises(CaseEnded) as caught:
        program.leave(3)
    assert caught.value.verdict is Verdict.RTE
    assert "exit code 3" in caught.value.message
    with session(bench) as program:
        assert program.add(1, 1) == 2


@real
def test_a_session_that_still_works_is_ended_and_gone(bench: Bench) -> None:
    opened = bench.open()
    with bench.using(lambda: opened):
        calls.request(Name("program", ""), "import", name="program")
        call = Call(opened, lambda: calls.request(Name("program", "sleep_on"), "call"))
        opened.wait_until(lambda: opened.requests == 2)
    assert opened.close()
    assert isinstance(call._future.exception(timeout=60), CaseEnded)


def test_settling_proves_that_all_who_can_come_have_come(bench: Bench) -> None:
    with session(bench) as program:
        current = bench.current
        gate = Gate(current, None, None)
        function = program.in_threads
        call = Call(current, lambda: function(gate, 3))
        gate.wait_inside(3)
        current.settle()
        assert gate.inside == gate.max_inside == 3
        with pytest.raises(pytest.fail.Exception, match="Only 3 of 4"):
            gate.wait_inside(4)
        gate.open()
        call.result()
        assert gate.inside == 0


@real
def test_a_deadlock_is_proved(bench: Bench) -> None:
    with session(bench) as program:
        started = time.monotonic()
        with pytest.raises(CaseEnded) as caught:
            program.lock_twice()
    assert caught.value.verdict is Verdict.DL
    assert time.monotonic() - started < Limits().wall_seconds


def test_the_end_of_the_stream_ends_the_case(driver: Driver) -> None:
    with talk(driver) as (box, bench):
        opened = bench.open()
        ender = threading.Thread(target=lambda: box.stream.shutdown(socket.SHUT_RDWR))
        with bench.using(lambda: opened):
            calls.request(Name("program", ""), "import", name="program")
            ender.start()
            with pytest.raises(CaseEnded) as caught:
                opened.wait_until(lambda: False)
        ender.join()
    assert caught.value.verdict is Verdict.JE
    assert "went away" in caught.value.message


def test_closing_twice_leaves_nothing(driver: Driver) -> None:
    with talk(driver) as (box, bench):
        opened = bench.open()
        pids = set(marked(box.name))
        box.close()
        with pytest.raises(CaseEnded):
            opened.wait_until(lambda: False)
    box.close()
    assert not any(alive(pid) for pid in pids)
    assert not marked(box.name)
    if driver.name == "docker":
        every = engine.client().containers(all=True)
        assert not [one for one in every if f"/{box.name}" in one["Names"]]


def marked(name: str) -> list[int]:
    """Return the processes of this machine whose environment or command line names a box."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                told = (folder / "environ").read_bytes() + (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if name.encode() in told:
                found.append(int(folder.name))
    return found


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"  # ended; whoever adopted it has not looked yet
