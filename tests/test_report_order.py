"""Orders of steps in the HTML report: laid out right, safe with hostile data, discreet."""

from __future__ import annotations

import base64
import json
import re
from html import unescape
from typing import Any

import pytest

from grader.model import Verdict
from grader.report.html import Audience, render_submission
from grader.report.html.order_reading import MAX_STEPS, read_order, read_tried
from grader.report.html.order_rows import Fold, Gap, Row, Switch, rows_of
from grader.report.replaying import replay_command
from tests.support import orders, samples

REPLAY = replay_command("grades/judgements/student-01__account.json")


def rows(explanation: dict[str, Any]) -> list[str]:
    """Write each row in short: A14-15 is a step of the first task, A(2-9) a fold, > a switch."""
    order = read_order(explanation)
    assert order is not None
    told = []
    for row in rows_of(order):
        if isinstance(row, Row):
            told.append(f"{'ABCDEFG'[row.lane]}{row.numbers}")
        elif isinstance(row, Fold):
            told.append(f"{'ABCDEFG'[row.lane]}({row.numbers})")
        else:
            told.append(">" if isinstance(row, Switch) else f"+{row.steps}")
    return told


def page(
    explanation: dict[str, Any],
    verdict: Verdict = Verdict.WA,
    *,
    audience: Audience = "instructor",
    sources: dict[str, str] | None = None,
    **given: Any,
) -> str:
    """Render a report of one case, without its style sheet."""
    judgement = samples.judgement(samples.case("test_race", verdict, **given | {
        "explanation": explanation}))  # fmt: skip
    html = render_submission(
        judgement,
        None,
        {orders.FILE: orders.ACCOUNT} if sources is None else sources,
        audience=audience,
        class_href=None,
        replay=REPLAY if audience == "instructor" else None,
    )
    return html.partition("</style>")[2]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", html)).split())


# -- rows -----------------------------------------------------------------------------------------


def test_a_race_is_told_block_by_block() -> None:
    assert rows(orders.lost_update()) == [
        *("A1", "A(2-12)", "A13", ">"),
        *("B14-15", "B16", ">"),
        *("C17-18", "C19", "C20", "C21", ">"),
        *("B22-23", "B24", ">"),
        *("A25", "A26"),
    ]


def test_steps_that_are_left_out_part_the_order_where_they_are_missing() -> None:
    told = rows(orders.crowd(2, steps_each=4))
    assert told == ["A1", "A2", "A3", "A4", "+412", "B417", "B418", "B419", "B420"]


def test_a_step_that_another_task_could_notice_is_never_folded() -> None:
    steps = [orders.step("0", 9 + n % 3) for n in range(40)]
    steps[20] |= {"conflict": True}
    steps[30] |= {"failed": True}
    told = rows({"schedule": orders.schedule(steps)})
    assert told == ["A1", "A(2-20)", "A21", "A(22-30)", "A31", "A(32-39)", "A40"]


def test_deeds_are_folded_only_where_there_are_many() -> None:
    ends = [orders.step("0", 6), orders.step("0", 13)]
    few = [orders.step("0", 9, "acquire", what=f"lock {n}") for n in range(7)]
    many = [*few, orders.step("0", 10, "release", what="lock 0")]
    assert len(rows({"schedule": orders.schedule([ends[0], *few, ends[1]])})) == 9
    assert rows({"schedule": orders.schedule([ends[0], *many, ends[1]])}) == ["A1", "A(2-9)", "A10"]


def test_a_few_plain_lines_are_folded_and_a_deed_between_them_is_not() -> None:
    lines = [orders.step("0", line) for line in (6, 9, 10, 12, 13, 17, 18, 19)]
    deed = orders.step("0", 20, "start", what="Thread-1")
    told = rows({"schedule": orders.schedule([*lines[:5], deed, *lines[5:]])})
    assert told == ["A1", "A(2-5)", "A6", "A7", "A8", "A9"]


def test_bytecodes_of_a_line_are_one_row_until_another_task_goes() -> None:
    one = [orders.step("0.1", 9)] * 4
    told = rows({"schedule": orders.schedule([*one, orders.step("0.2", 9), *one])})
    assert told == ["A1-4", ">", "B5", ">", "A6-9"]


def test_a_very_long_order_keeps_its_two_ends() -> None:
    steps = [orders.step(f"0.{n % 2}", 9, conflict=True) for n in range(5 * MAX_STEPS)]
    order = read_order({"schedule": orders.schedule(steps, left_out=7)})
    assert order is not None
    assert len(order.steps) == MAX_STEPS
    assert order.left_out == 4 * MAX_STEPS + 7
    assert [order.steps[0].number, order.steps[-1].number] == [1, 5 * MAX_STEPS + 7]
    assert sum(isinstance(row, Gap) for row in rows_of(order)) == 1


@pytest.mark.parametrize(("after", "head"), [(1, 1), (4, 4), (8, 8), (99, 8), (None, 4), (-1, 4)])
def test_steps_are_missing_where_it_is_said(after: int | None, head: int) -> None:
    explanation = orders.crowd(2, steps_each=4)
    explanation["schedule"]["left_out_after"] = after
    order = read_order(explanation)
    assert order is not None
    assert order.gap == head
    numbers = [step.number for step in order.steps]
    assert numbers == [*range(1, head + 1), *range(head + 413, 421)]


@pytest.mark.parametrize("after", [0, 1, MAX_STEPS // 4, 2 * MAX_STEPS])
def test_what_is_cut_lies_beside_what_is_missing(after: int) -> None:
    steps = [orders.step("0", 9, conflict=True, value=str(n)) for n in range(2 * MAX_STEPS)]
    told = orders.schedule(steps, left_out=7, left_out_after=after)
    order = read_order({"schedule": told})
    assert order is not None
    assert len(order.steps) == MAX_STEPS
    kept = [int(step.value) for step in order.steps]
    before, rest = kept[: order.gap], kept[order.gap :]
    assert before == list(range(len(before)))
    assert rest == list(range(2 * MAX_STEPS - len(rest), 2 * MAX_STEPS))
    assert len(before) <= after


def test_a_line_that_touches_what_matters_says_so_and_others_are_lines() -> None:
    lines = [orders.step("0", 9, what=what, conflict=hot) for what, hot in
             (("read stock", True), ("write stock", False), ("write stock", True))]  # fmt: skip
    order = read_order({"schedule": orders.schedule(lines)})
    assert order is not None
    assert [(step.op, step.what, step.said) for step in order.steps] == [
        ("read", "stock", "reads stock"),
        ("line", "", ""),
        ("write", "stock", "writes stock"),
    ]


def test_a_deed_is_told_that_its_line_does_not_tell() -> None:
    steps = [
        orders.step("0", 20, "start"),
        orders.step("0", 20, "start", what="Thread-1"),
        orders.step("0", 20, "release"),
        orders.step("0", 20, "__getitem__", what="x"),
        orders.step("0", op="sleep"),
        orders.step("0", op="very_odd", what="x"),
    ]
    order = read_order({"schedule": orders.schedule(steps)})
    assert order is not None
    assert [step.said for step in order.steps] == [
        *("", "starts Thread-1", "gives the lock back", "", "sleeps", "very odd x"),
    ]


def test_what_is_not_there_is_not_read() -> None:
    assert read_order({"kind": "order", "orders": orders.orders()}) is None
    assert read_order(None) is None
    assert read_tried({"kind": "deadlock"}) is None
    tried = read_tried(orders.held())
    assert tried is not None
    assert (tried.tried, tried.exhaustive) == (57, 2)


# -- the page -------------------------------------------------------------------------------------


def lanes(html: str) -> list[list[str]]:
    """Return the cells' classes of every row of the table, the row's number left out."""
    (table,) = re.findall(r'<table class="lanes.*?</table>', html, re.DOTALL)
    body = table.partition("<tbody>")[2]
    return [re.findall(r'<td class="([^"]*)"', row) for row in body.split("<tr ")[1:]]


def test_each_task_has_a_column_and_what_they_share_has_one() -> None:
    html = page(orders.lost_update())
    heads = [text_of(head) for head in re.findall(r"<th scope=\"col\".*?</th>", html)]
    assert heads == ["Step", "A main", "B Thread-1", "C Thread-2", "balance"]
    assert {len(row) for row in lanes(html)} == {4}


def test_switches_and_conflicts_are_joined_across_the_columns() -> None:
    told = [" | ".join(row) for row in lanes(page(orders.lost_update()))]
    assert told == [
        "on first | off | off | rail",
        "on fold | off | off | rail",
        "on last | off | off | rail",
        "from | to | off | rail",
        "off | on first | off led | rail touch down",
        "off | on last | off | rail through",
        "off | from | to | rail through",
        "off | off | on first | rail touch up down",
        "off | off | on | rail through",
        "off | off | on | rail touch up down",
        "off | off | on last | rail through",
        "off | to | from | rail through",
        "off | on first failed | off led | rail touch up",
        "off | on last | off | rail",
        "to | from | off | rail",
        "on first | off | off | rail",
        "on last | off | off | rail",
    ]


def test_each_of_two_shared_things_has_a_column() -> None:
    told = [row[3:] for row in lanes(page(orders.opposite_locks(), Verdict.DL)) if "to" not in row]
    assert told == [
        ["rail", "rail"],
        ["rail touch down", "rail"],
        ["rail through led", "rail touch down"],
        ["rail touch up", "rail through"],
        ["rail led", "rail touch up"],
    ]


def test_a_step_shows_its_line_its_deed_and_the_moment_of_failure() -> None:
    html = page(orders.lost_update())
    deeds = re.findall(r'<span class="deed">(.*?)</span>', html)
    assert deeds == ["reads 100", "reads 100", "writes 50", "writes 70"]
    (failed,) = re.findall(r'<td class="[^"]*failed">(.*?)</td>', html)
    assert (
        text_of(failed) == "B 12 self .store.set(balance - amount) After this, the answer is wrong"
    )
    assert 'href="#f1-12"' in failed
    assert "11 steps, lines 6–21" in text_of(html)


def test_a_case_says_what_was_tried_what_broke_it_and_how_to_see_it_again() -> None:
    text = text_of(page(orders.lost_update(note="It orders itself by sleep alone.")))
    for part in (
        "The order of steps that breaks it",
        "Thread-1 and Thread-2 both read a balance of 100 before either wrote it.",
        "It orders itself by sleep alone.",
        "Found by random (seed 4711) under Python 3.11; tasks could be stopped before each line;",
        "2 switches that no task asked for.",
        "grader replay grades/judgements/student-01__account.json test_race",
        "The 14th of up to 200 orders broke it.",
    ):
        assert text.count(part) == 1, part


def test_an_accepted_case_says_in_how_many_orders_it_held() -> None:
    html = page(orders.held(), Verdict.AC)
    assert text_of(html).count("Held in all 57 orders with up to 2 preemptions.") == 1
    assert "<table" not in html


def test_where_no_step_is_the_moment_of_failure_the_table_ends_with_it() -> None:
    text = text_of(page(orders.crowd(2)))
    assert "After this the case fails: Wrong answer." in text
    assert "the answer is wrong" not in text
    assert "412 steps left out" in text


def test_what_cannot_be_replayed_has_no_command() -> None:
    text = text_of(page(orders.lost_update(replayable=False)))
    assert "grader replay" not in text
    assert "Save it as a trace" in text


def test_many_tasks_and_things_have_bounded_columns() -> None:
    tasks = [{"id": str(n), "name": f"W{n}"} for n in range(60)]
    steps = [
        orders.step(str(n), 9, "put", what=f"queue {n % 3}", value=str(n), conflict=True)
        for n in range(60)
    ]
    html = page({"schedule": orders.schedule(steps, tasks=tasks)})
    assert {len(row) for row in lanes(html)[:-1]} == {13}
    assert "49 others" in text_of(html)
    assert "puts into queue 2: 59" in text_of(html)


def test_the_trace_within_the_page_is_whole() -> None:
    (href,) = re.findall(r'href="(data:[^"]*)"', page(orders.lost_update()))
    trace = json.loads(base64.b64decode(href.partition("base64,")[2]))
    assert trace["traceEvents"]


HOSTILE = ("</table><script>alert(1)</script>", '"><b onclick="x">', "{{ 7*7 }}", "a\u202eb\x1b[2J")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_lines_and_values_stay_text(text: str) -> None:
    tasks = [{"id": text, "name": text, "process": text, "thread": text, "pid": 3}]
    step = orders.step(text, 2, text, what=text, value=text, conflict=True, file="m.py", text=text)
    names = dict.fromkeys(("sentence", "note", "strategy", "python", "granularity"), text)
    told = orders.schedule([step, step | {"conflict": False}], tasks=tasks, **names)
    explanation = {"orders": orders.orders(sentence=text), "schedule": told}
    for sources in ({"m.py": f"x\n{text}\n"}, {}):
        html = page(explanation, sources=sources)
        assert text not in html or text == "{{ 7*7 }}"
        assert "<script" not in html
        assert not re.search(r"<[^>]*\sonclick", html)
        assert "49" not in text_of(html)


def test_a_student_sees_her_own_lines_of_a_hidden_case_and_nothing_of_the_test() -> None:
    explanation = orders.lost_update(sentence="secret 1")
    explanation["sentence"] = "secret 2"
    for step in explanation["schedule"]["steps"]:
        step["value"], step["what"] = "secret 3", "secret 4"
        if step["file"] is None:
            step["text"] = "secret 5"
    html = page(explanation, audience="student", visible=False)
    assert "secret" not in html
    (href,) = re.findall(r'href="data:[^,]*,([^"]*)"', html)
    assert "secret" not in base64.b64decode(href).decode()
    assert "After this, the answer is wrong" in text_of(html)
    assert "grader replay" not in html
    assert "secret 3" in page(explanation, visible=False)


def test_the_command_can_be_pasted_into_a_shell() -> None:
    assert REPLAY("test_it[a b-'c']").endswith(""".json 'test_it[a b-'"'"'c'"'"']'""")
    assert replay_command("-x.json", "--sandbox", "local")("t") == (
        "grader replay ./-x.json t --sandbox local"
    )
