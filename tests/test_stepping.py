"""Walking through an order: one screen a step where somebody answers, all of it elsewhere."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from grader.report.html.order_reading import read_order
from grader.report.stepping import walk
from tests.support import orders
from tests.support.builders import a_case

SOURCES = {orders.FILE: orders.ACCOUNT}
CASE = a_case(verdict="WA", explanation=orders.lost_update())


def walked(answers: list[str] | None, **given: object) -> list[str]:
    """Walk with these answers, and return what each question came after; the rest comes last."""
    order = read_order(orders.lost_update(**given))
    assert order is not None
    file, screens = StringIO(), []

    def ask() -> str:
        screens.append(file.getvalue())
        file.seek(0)
        file.truncate()
        return answers.pop(0) if answers else ""

    console = Console(file=file, width=80, highlight=False, emoji=False)
    walk(CASE, order, SOURCES, console, ask=None if answers is None else ask)
    return [*screens, file.getvalue()]


def test_each_screen_shows_the_lanes_so_far_and_the_line() -> None:
    *screens, rest = walked([])
    assert not rest.strip()
    # Steps that are told twice, coming to a line and its deed, are one stop.
    assert len(screens) == 21
    at_read = next(screen for screen in screens if "reads balance: 100" in screen)
    assert ">    9          balance = self.store.get()" in at_read
    assert "     8      def withdraw(self, amount):" in at_read
    assert "Thread-1, account.py:9" in at_read
    assert "writes balance" not in at_read
    assert all("Enter: the next step" in screen for screen in screens)
    assert all(screen.count("Thread-1           Thread-2") == 1 for screen in screens)


def test_q_ends_it() -> None:
    screens = walked(["", "\n", " Q\n"])
    assert len(screens) == 4
    assert not screens[-1].strip()


def test_without_anybody_to_ask_all_is_shown_once() -> None:
    (text,) = walked(None)
    for part in ("writes balance: 70", "After this, the answer is wrong", ">   12  "):
        assert part in text
    assert text.count("Thread-1           Thread-2") == 1
    assert "Enter" not in text


def test_where_no_step_fails_the_walk_ends_with_the_failure() -> None:
    steps = orders.lost_update_steps()[:4]
    (text,) = walked(None, steps=steps)
    assert text.rstrip().endswith("After this, the answer is wrong")
