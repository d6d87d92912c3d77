"""Ranges of user ids: no two boxes of a machine have the same."""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack, closing

import pytest

from grader.sandbox import users

CLAIM = "import sys; from grader.sandbox import users; held = [users.claim() for _ in range(25)]\n"
CLAIM += "print(*(one.first for one in held), flush=True); sys.stdin.read()"


@pytest.fixture
def unused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(users, "_used", lambda: iter(()))


def test_two_graders_at_once_take_different_ranges() -> None:
    command = [sys.executable, "-c", CLAIM]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as other, ExitStack() as stack:
        assert other.stdout is not None
        theirs = set(map(int, other.stdout.readline().split()))
        ours = {stack.enter_context(closing(users.claim())).first for _ in range(15)}
        other.communicate()
    assert len(theirs) == 25
    assert len(ours) == 15
    assert not theirs & ours


def test_a_range_is_free_again_once_it_is_closed(unused: None) -> None:
    for _ in range(3 * users.RANGES):
        users.claim().close()
    with ExitStack() as stack:
        claims = [stack.enter_context(closing(users.claim())) for _ in range(5)]
        assert len({claim.first for claim in claims}) == 5


def test_where_all_are_taken_one_is_shared() -> None:
    with ExitStack() as stack:
        firsts = [
            stack.enter_context(closing(users.claim())).first for _ in range(users.RANGES + 3)
        ]
    assert len(firsts) == users.RANGES + 3
    assert all(1000 <= first <= 62_000 for first in firsts)


def test_ranges_of_people_who_use_the_machine_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    free = 12  # Other graders of this machine may have some of them.
    monkeypatch.setattr(users, "_used", lambda: iter(range(users.RANGES - free)))
    with closing(users.claim()) as claim:
        assert claim.first > (users.RANGES - free) * users.RANGE_IDS
