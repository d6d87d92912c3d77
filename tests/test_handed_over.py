"""What a program can do to a thing that the test has handed to it, and what it cannot."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from grader.judge import Job, judge
from grader.model import CaseResult, Submission
from grader.sandbox.local import LocalDriver
from tests.support.races import exercise

CALLED_ONCE = """
from unittest.mock import {kind} as Kind
import program

def test_it():
    work = Kind(return_value=1)
    program.run(work)
    work.assert_called_once_with("a")
    assert work.call_args_list[0].args == ("a",)
"""
STEERED = {
    "counters reset": """
        def run(work):
            for name in "bca":
                work.reset_mock()
                work(name)
        """,
    "counters set": """
        def run(work):
            work("b")
            work("a")
            work.configure_mock(call_count=1)
        """,
    "calls taken back": """
        def run(work):
            work("b")
            work("a")
            for _ in range(len(work.call_args_list) - 1):
                del work.call_args_list[0]
            work.configure_mock(call_count=1)
        """,
    "answer asked for": """
        def run(work):
            assert work.return_value == 1
            work("a")
        """,
    "another put in its place": """
        from unittest.mock import Mock

        def run(work):
            work("a")
            work.attach_mock(work.other, "real")
            work.mock_add_spec(["real"])
        """,
}
AS_MEANT = """
import program
from unittest.mock import MagicMock, Mock, PropertyMock, create_autospec

class Account:
    balance = 3
    def pay(self, n):
        return n

class Recorder(Mock):
    def summary(self):
        return "all"

def test_it():
    bank = MagicMock(name="bank", limit=5)
    bank.__len__.return_value = 2
    bank.account.return_value.balance = 7
    type(bank).rate = PropertyMock(return_value=4)
    account = create_autospec(Account, instance=True)
    account.pay.return_value = 9
    assert program.run(bank, account, Recorder()) == [5, 2, 7, 4, 9, "all"]
    bank.account.assert_called_once_with("ann")
    account.pay.assert_called_once_with(1)
    program.fill(bank)
    bank.__setitem__.assert_called_once_with("x", 1)
"""
USES = """
    def run(bank, account, recorder):
        balance = bank.account("ann").balance
        return [bank.limit, len(bank), balance, bank.rate, account.pay(1), recorder.summary()]

    def fill(bank):
        bank["x"] = 1
"""
OPENED = """
import program

def test_it(lab):
    program.run(lab.gate())
"""
OPENS = """
    def run(gate):
        vars(gate)["_facts"]["object"] = True
        gate.open()
        gate("a")
"""
ALL_AT_ONCE = """
import program

def test_it(lab):
    probe = lab.probe()
    program.run(probe)
    assert probe.max_inside == 3
"""
ENTERS = """
    import contextlib
    import sys

    def run(probe):
        [request] = {
            sys.modules[kind.__module__]._request
            for kind in type(probe).__mro__
            if hasattr(sys.modules[kind.__module__], "_request")
        }
        number = probe._of_the_judge
        visits = [request(number, "enter", "", (n,)) for n in range(3)]
        for visit in visits:
            with contextlib.suppress(KeyError):
                request(number, "leave", "", (visit,))
"""

BY_MANY = """
import program

def test_it(lab):
    probe = lab.probe()
    program.run([1, 2, 3], probe)
    assert len(probe.pids) == probe.count == 3
    assert lab.pid not in probe.pids
"""
SPEAKS_FOR_OTHERS = """
    import gc
    import os
    import signal
    import socket

    def run(jobs, work):
        channels = next(o for o in gc.get_objects() if type(o).__name__ == "Channels")
        channel = channels.mine()
        own = channel.sock
        for job in jobs:
            here, there = socket.socketpair()
            child = os.fork()
            if not child:
                mine = channels.open()
                socket.send_fds(there, [b"x"], [mine.sock.fileno()])
                signal.pause()
            _, [lent], _, _ = socket.recv_fds(here, 1, 1)
            channel.sock = socket.socket(fileno=lent)
            work(job)
            channel.sock = own
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
"""

HELD = """
import program

def test_it(lab):
    gate = lab.gate()
    call = lab.start(program.wait_for, gate)
    lab.settle()
    gate.open()
    call.result()
"""
CALLS_ITSELF_SERVER = """
    import os
    import sys
    import threading
    from multiprocessing import Process, Event

    def poll(done):
        [journal] = {
            value
            for module in list(sys.modules.values())
            for value in vars(module).values()
            if type(value).__module__.endswith("inside.journal")
            and type(value).__name__ == "Journal"
        }
        journal.note(serving=os.getpid())
        pause = threading.Event()
        while not done.is_set():
            pause.wait(PAUSE)

    def wait_for(gate):
        done = Event()
        worker = Process(target=poll, args=(done,))
        worker.start()
        gate()
        done.set()
        worker.join()
"""


def judged(source: str, test: str, folder: Path) -> CaseResult:
    files = {"program.py": dedent(source).encode()}
    job = Job(exercise=exercise(folder, test), submission=Submission(id="program", files=files))
    [case] = judge(job, LocalDriver(isolated=False)).cases
    return case


@pytest.mark.parametrize("kind", ["Mock", "MagicMock", "AsyncMock"])
@pytest.mark.parametrize("way", STEERED)
def test_a_mock_cannot_be_steered(way: str, kind: str, tmp_path: Path) -> None:
    case = judged(STEERED[way], CALLED_ONCE.format(kind=kind), tmp_path)
    assert case.verdict == "RTE", case
    assert "none of the program's business" in case.message


def test_a_mock_can_be_used_as_what_it_stands_for(tmp_path: Path) -> None:
    case = judged(USES, AS_MEANT, tmp_path)
    assert case.verdict == "AC", case


def test_a_gate_cannot_be_opened_from_inside(tmp_path: Path) -> None:
    case = judged(OPENS, OPENED, tmp_path)
    assert case.verdict == "RTE", case
    assert "none of the program's business" in case.message


def test_a_caller_is_in_a_probe_once_at_a_time(tmp_path: Path) -> None:
    test = ALL_AT_ONCE.replace("def ", "import pytest\n\n@pytest.mark.schedules(2)\ndef ")
    test = test.replace("== 3", "== probe.count")
    source = ENTERS.replace("range(3)", "range(3 if probe._facts['stays'] else 0)")
    case = judged(source, test, tmp_path)
    assert case.verdict == "WA", case


def test_a_probe_is_entered_in_parts_only_where_the_order_is_chosen(tmp_path: Path) -> None:
    case = judged(ENTERS, ALL_AT_ONCE, tmp_path)
    assert case.verdict == "SV", case


def test_no_process_calls_in_the_name_of_others(tmp_path: Path) -> None:
    case = judged(SPEAKS_FOR_OTHERS, BY_MANY, tmp_path)
    assert case.verdict == "SV", case
    assert "spoke on the connection of another" in case.message


@pytest.mark.parametrize("pause", ["0.01", "0.05", "0.2"])
def test_what_polls_is_not_settled_though_it_calls_itself_a_server(
    pause: str, tmp_path: Path
) -> None:
    case = judged(CALLS_ITSELF_SERVER.replace("PAUSE", pause), HELD, tmp_path)
    assert case.verdict == "TLE", case
