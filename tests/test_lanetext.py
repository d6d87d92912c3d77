"""Orders of steps in a terminal: in columns where these fit, and unable to steer it."""

from __future__ import annotations

import shlex
from io import StringIO
from textwrap import dedent
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console, RenderableType

from grader.report.html.order_reading import read_order
from grader.report.lanetext import MAX_ROWS, OrderText, cut
from grader.report.replaying import on_lines, replay_command
from grader.report.terminal import case_result, see_again
from tests.support import orders
from tests.support.builders import a_case

REPLAY = replay_command("grades/judgements/student-01__account.json")


def shown(renderable: RenderableType, *, width: int = 80, encoding: str = "utf-8") -> str:
    class File(StringIO):
        @property
        def encoding(self) -> str:  # type: ignore[override]
            return encoding_

    encoding_ = encoding
    file = File()
    Console(file=file, width=width, highlight=False, emoji=False).print(renderable)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def drawn(explanation: dict[str, Any], **given: Any) -> str:
    order = read_order(explanation)
    assert order is not None
    return shown(OrderText(order, fails="Here it fails"), **given)


def test_a_race_is_drawn_in_columns() -> None:
    expected = """\
               main              Thread-1          Thread-2
            1  ┃   calls spend: 100, [30, 50]
         2-12  ┃ … 11 steps, lines 6-21
           13  ┃ 22 thread.join()
               ┃   waits for the end of Thread-1
               └─────────────────┐
        14-15  ·                 ┃ 9 balance = self.store.get()
               ·                 ┃   ● reads balance: 100
           16  ·                 ┃ 10 if balance < amount:
               ·                 └─────────────────┐
        17-18  ·                 ·                 ┃ 9 balance = self.store.get()
               ·                 ·                 ┃   ● reads balance: 100
           19  ·                 ·                 ┃ 10 if balance < amount:
           20  ·                 ·                 ┃ 12 self.store.set(balance - amount)
               ·                 ·                 ┃   ● writes balance: 50
           21  ·                 ·                 ┃ 13 return True
               ·                 ┌─────────────────┘
        22-23  ·                 ┃ 12 self.store.set(balance - amount)
               ·                 ┃   ● writes balance: 70
               ·                 ┃   ✗ Here it fails
           24  ·                 ┃ 13 return True
               ┌─────────────────┘
           25  ┃ 21 for thread in threads:
           26  ┃ 22 thread.join()
               ┃   waits for the end of Thread-2
    """
    assert drawn(orders.lost_update()) == dedent(expected)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 132])
@pytest.mark.parametrize("count", [1, 2, 5, 12, 40])
def test_no_line_is_wider_than_the_terminal(width: int, count: int) -> None:
    text = drawn(orders.crowd(count), width=width)
    assert max(map(cell_len, text.splitlines())) <= width
    for number in range(1, count + 1 if count <= 9 else 3):
        assert f"Worker-{number}" in text
    assert width < 40 or "steps left out" in text


def test_names_too_long_for_their_columns_get_letters() -> None:
    explanation = orders.lost_update()
    for task in explanation["schedule"]["tasks"]:
        task["name"] = f"{task['name']} of a very long name"
    lines = drawn(explanation).splitlines()
    assert [line.split() for line in lines[:4]] == [
        ["A", *"main of a very long name".split()],
        ["B", *"Thread-1 of a very long name".split()],
        ["C", *"Thread-2 of a very long name".split()],
        ["A", "B", "C"],
    ]


def test_many_tasks_are_listed_below_their_names() -> None:
    text = drawn(orders.crowd(20))
    lines = [line.strip() for line in text.splitlines()]
    assert lines[:4] == [
        "Worker-1",
        "1    9 balance = self.store.get()",
        "● reads",
        "2-11    … 10 steps, lines 9-12",
    ]


def test_a_long_order_loses_its_middle() -> None:
    steps = [orders.step(f"0.{n % 2 + 1}", 9) for n in range(300)]
    lines = drawn({"schedule": orders.schedule(steps)}).splitlines()
    assert len(lines) <= MAX_ROWS + 5
    (gap,) = (line for line in lines if "left out" in line)
    told = sum(" 9 balance" in line for line in lines)
    assert f"{300 - told} steps left out" in gap


def test_a_terminal_without_drawing_characters_gets_plain_ones() -> None:
    text = drawn(orders.lost_update(), encoding="ascii")
    assert text.isascii()
    assert "22-23  .                 | 12 self.store.set(balance - amount)" in text
    assert "+-----------------+" in text


@pytest.mark.parametrize("text", ["\x1b[2Jx", "a\u202eb", "[bold]x[/]", "x\ny\r\nz", "字" * 200])
def test_hostile_names_lines_and_values_cannot_steer_the_terminal(text: str) -> None:
    tasks = [{"id": text, "name": text}, {"id": "b", "name": text}]
    step = orders.step(text, 2, text, what=text, value=text, conflict=True, text=text, file=text)
    told = orders.schedule([step, step | {"task": "b"}], tasks=tasks, sentence=text, note=text)
    case = a_case(
        text, "WA", explanation={"orders": orders.orders(sentence=text), "schedule": told}
    )
    for width in (30, 80):
        out = shown(case_result(case), width=width)
        again = see_again(case, replay_command(text), width=width)
        assert not {"\x1b", "\u202e", "\r"} & set(out + again)
        assert max(map(cell_len, out.splitlines())) <= width
    if text.startswith("["):
        assert text in out


def test_a_failed_case_says_once_what_broke_it() -> None:
    case = a_case(verdict="WA", message="Wrong.", explanation=orders.lost_update())
    lines = [line.strip() for line in shown(case_result(case)).splitlines()]
    for part in (
        "The order of steps that breaks it:",
        "Thread-1 and Thread-2 both read a balance of 100 before either wrote it.",
        "The 14th of up to 200 orders broke it.",
    ):
        assert lines.count(part) == 1, part


@pytest.mark.parametrize("width", [30, 80])
def test_the_command_that_replays_a_case_is_whole(width: int) -> None:
    path = f"/a/{'very-' * 30}long/path.json"
    case = a_case("test_race[a b]", "WA", explanation=orders.lost_update())
    text = see_again(case, replay_command(path), width=width)
    assert text.startswith("    See it again with:\n")
    command = shlex.split(text.partition("\n")[2])
    assert [word for word in command if word.strip()] == [
        "grader",
        "replay",
        path,
        "test_race[a b]",
    ]


def test_a_case_that_cannot_be_replayed_names_no_command() -> None:
    case = a_case(verdict="WA", explanation=orders.lost_update(replayable=False))
    assert not see_again(case, REPLAY, width=80)
    assert not see_again(a_case(verdict="WA"), REPLAY, width=80)


def test_an_accepted_case_says_in_how_many_orders_it_held() -> None:
    text = shown(case_result(a_case(explanation=orders.held())))
    assert text.splitlines()[1].strip() == "Held in all 57 orders with up to 2 preemptions."
    assert len(shown(case_result(a_case())).splitlines()) == 1


def test_what_was_said_is_not_said_again() -> None:
    explanation = orders.lost_update(sentence="Both read before either wrote.")
    case = a_case(verdict="WA", message="Both read before either wrote.", explanation=explanation)
    assert shown(case_result(case)).count("Both read before either wrote.") == 1


@pytest.mark.parametrize("width", [10, 30, 79])
def test_a_broken_command_is_still_one(width: int) -> None:
    command = REPLAY("test_it[a  b-'c'-$HOME]")
    lines = on_lines(command, width)
    assert shlex.split(" ".join(line.removesuffix("\\") for line in lines)) == shlex.split(command)
    assert all(line.endswith(" \\") for line in lines[:-1])


def test_a_cut_line_has_its_width_also_with_wide_characters() -> None:
    for width in range(1, 12):
        assert cell_len(cut("a字字字字字字", width, "…")) <= width
