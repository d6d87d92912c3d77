"""The keepers that a zygote forks ahead of need."""

from __future__ import annotations

import os
import select
import signal
import time
from pathlib import Path

from grader.sandbox.base import Box
from grader.sandbox.local import LocalBox, LocalDriver
from tests.support.programs import session, talk

SOON_SECONDS = 30.0


def spare_keeper(box: Box) -> int:
    """Wait for the keeper that has no session yet; return its pid."""
    assert isinstance(box, LocalBox)
    deadline = time.monotonic() + SOON_SECONDS
    while time.monotonic() < deadline:
        for zygote in children(box._child.process.pid):
            for keeper in children(zygote):
                if not children(keeper):
                    return keeper
    raise AssertionError("no keeper is ready")


def children(pid: int) -> list[int]:
    try:
        return [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def has_ended(handle: int) -> bool:
    """Wait for a process to end, and let go of its handle."""
    ended, _, _ = select.select([handle], [], [], SOON_SECONDS)
    os.close(handle)
    return bool(ended)


def test_a_keeper_is_ready_before_its_session_is_asked_for() -> None:
    with talk(LocalDriver(isolated=False)) as (box, bench):
        ready = spare_keeper(box)
        with session(bench) as program:
            assert program.add(1, 1) == 2
            assert bench.current.leader_pid in children(ready)
            assert spare_keeper(box) != ready


def test_a_keeper_that_is_killed_ahead_of_its_session_is_replaced() -> None:
    with talk(LocalDriver(isolated=False)) as (box, bench):
        for _ in range(3):
            ready = os.pidfd_open(spare_keeper(box))
            signal.pidfd_send_signal(ready, signal.SIGKILL)
            assert has_ended(ready)
        with session(bench) as program:
            assert program.add(1, 1) == 2


def test_the_zygote_and_its_keeper_end_with_the_agent() -> None:
    with talk(LocalDriver(isolated=False)) as (box, _):
        ready = os.pidfd_open(spare_keeper(box))
    assert has_ended(ready)
