"""The HTML reports: safe with hostile data, whole in structure, and discreet towards students."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from math import inf, nan
from pathlib import Path
from typing import Any

import pytest

from grader.model import Judgement, Verdict
from grader.report.geometry import Point, Rect
from grader.report.graph import Arrow, Node, wait_for_graph
from grader.report.html import Audience, render_class, render_submission
from grader.report.html.page import TEMPLATES
from grader.report.html.text import clean, duration, fraction, points
from grader.report.svg import text_width
from tests.support import samples

GOLDEN = Path(__file__).parent / "golden" / "report_accepted.html"
VOID = {"meta", "input", "wbr"}
SOURCES = {
    "dining_philosophers.py": samples.PHILOSOPHERS,
    "producer_consumer.py": samples.PRODUCER_CONSUMER,
}
EVERY = (
    samples.deadlocked(),
    samples.starved(),
    samples.crashed(),
    samples.spinning(),
    samples.raced(),
    *samples.others(),
)
HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror='alert(1)'>",
    "</style><style>*{display:none}</style>",
    "{{ 7 * 7 }}{% include 'x' %}",
    "javascript:alert(1)",
    "\x00\x1b[31m\x7f\x9b\ud800\ufffe",
    "a\u202eevil\u2066\u200b\ufeff",
    "Z" + "\u0300" * 500,
    "&amp;&#x3c;script>",
    "x" * 1_000_000,
)


class Page(HTMLParser):
    """Read a page strictly: every tag closed in order, every attribute noted."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute twice on {tag}"
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.elements if attribute in attrs]


def submission_page(
    judgement: Judgement, audience: Audience = "instructor", **given: Any
) -> tuple[str, Page]:
    values: dict[str, Any] = {"class_href": "../index.html", "sources": SOURCES} | given
    sources = values.pop("sources")
    html = render_submission(
        judgement, values.pop("exercise", None), sources, audience=audience, **values
    )
    return html, Page(html)


def assert_sound(page: Page) -> None:
    """Check what must hold of every page whatever it was made of."""
    ids = page.all("id")
    assert len(ids) == len(set(ids)), "an id stands twice"
    assert not {tag for tag, _ in page.elements} & {"script", "link", "iframe", "object", "img"}
    attributes = {name for _, attrs in page.elements for name in attrs}
    assert "style" not in attributes
    assert not [name for name in attributes if name.startswith("on")]
    for href in page.all("href"):
        ours = r"#|reports/|\.\./index\.html$|data:application/json;base64,[A-Za-z0-9+/]+=*$"
        assert re.match(ours, href), href
        if href.startswith("#"):
            assert href[1:] in ids, f"{href} leads nowhere"
    for named in page.all("aria-labelledby") + page.all("for"):
        assert named in ids
    for marker in page.all("marker-end"):
        assert marker[5:-1] in ids
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page.text)


@pytest.mark.parametrize("audience", ["instructor", "student"])
@pytest.mark.parametrize("judgement", EVERY, ids=lambda one: one.submission)
def test_every_kind_of_report_is_sound(judgement: Judgement, audience: Audience) -> None:
    _, page = submission_page(judgement, audience)
    assert_sound(page)
    assert judgement.verdict.label in page.text
    assert judgement.verdict.meaning in page.text


def test_policy_allows_the_one_style_and_nothing_else() -> None:
    for html in (submission_page(samples.deadlocked())[0], render_class(EVERY, {})):
        (policy,) = (
            attrs["content"]
            for tag, attrs in Page(html).elements
            if tag == "meta" and attrs.get("http-equiv") == "Content-Security-Policy"
        )
        (style,) = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy.startswith("default-src 'none';")
        assert f"style-src 'sha256-{digest}'" in policy
        assert "unsafe" not in policy
        assert "url(" not in style
        assert "@import" not in style


def planted(value: Any, text: str) -> Any:
    """Put a text in place of every string in a JSON value, keys' own excepted."""
    if isinstance(value, dict):
        return {key: planted(inner, text) for key, inner in value.items()}
    if isinstance(value, list):
        return [planted(inner, text) for inner in value]
    return text if isinstance(value, str) else value


def hostile_judgement(judgement: Judgement, text: str) -> Judgement:
    """Put a text everywhere that a student's program, or her folder's name, can put one."""
    cases = tuple(
        replace(
            case,
            name=text,
            message=text,
            help=text,
            stdout=text,
            explanation=None
            if case.explanation is None
            else planted(dict(case.explanation), text)
            | {"kind": case.explanation["kind"], text[:200]: {text[:200]: [text]}},
        )
        for case in judgement.cases
    )
    return replace(judgement, cases=cases, submission=text[:200], sandbox=text, exercise=text[:99])


@pytest.mark.parametrize("text", HOSTILE, ids=[ascii(text[:12]) for text in HOSTILE])
def test_hostile_text_stays_text(text: str) -> None:
    for judgement in EVERY:
        html, page = submission_page(
            hostile_judgement(judgement, text), sources={text[:200] + ".py": f"x = 1\n{text}\n"}
        )
        assert_sound(page)
        assert len(html) < 1_500_000
        html.encode()
    if text.startswith(("<", '"')):
        assert text in page.text


def test_hostile_names_in_a_class() -> None:
    for text in HOSTILE:
        html = render_class(
            [hostile_judgement(one, text.replace("\ud800", "")) for one in EVERY], {}, notes=[text]
        )
        assert_sound(Page(html))
        assert len(html) < 1_500_000


MALFORMED: tuple[Any, ...] = (
    {},
    {"kind": None},
    {"kind": "never heard of", "answer": 42, "deep": [[[[[[1]]]]]], "big": 10**5000},
    {"kind": "deadlock", "tasks": "no", "edges": 3, "cycle": {"a": 1}, "lines": None},
    {"kind": "deadlock", "tasks": [None, 1, {}, {"id": []}], "edges": [{}, {"from": "a"}]},
    {"kind": "deadlock", "tasks": [{"id": "a", "pid": -1, "since_seconds": nan}] * 300},
    {"kind": "deadlock", "edges": [{"from": "a", "to": "a", "label": "itself"}], "cycle": ["a"]},
    {"kind": "time", "tasks": [{"id": "a", "cpu_percent": inf, "stack": [{"line": "7"}]}]},
    {"kind": "exception", "type": 3, "frames": [{"line": 10**30}, {"file": 4}, "x"]},
    {"kind": "leak", "left": [{}, {"thread": "t", "where": 3}, {"process": None}]},
    {"kind": "limit", "limit": True, "value": 1.5e300},
    {"kind": "violation", "detail": ["a"]},
    {"lines": [{"file": "dining_philosophers.py", "line": n} for n in (-1, 0, 10**9, True)]},
    ["not", "a", "mapping"],
    {"kind": "order", "orders": 3, "schedule": {"steps": 7}},
    {"kind": "order", "orders": {"strategies": [1], "tried": -1}, "schedule": {"steps": [{}, 1]}},
    {"schedule": {"steps": [{"task": "0", "line": -1, "text": 3}], "tasks": [1], "left_out": "3"}},
    {"schedule": {"steps": [{"task": "0", "conflict": 1}] * 2000, "seed": -3, "replayable": 1}},
)


@pytest.mark.parametrize("data", MALFORMED, ids=range(len(MALFORMED)))
def test_malformed_explanations_render(data: Any) -> None:
    case = samples.case("t", Verdict.DL, message="It stands still.", explanation=data)
    _, page = submission_page(samples.judgement(case))
    assert_sound(page)
    assert "It stands still." in page.text
    assert not re.search(r"\b(nan|inf|None|True)\b", page.text.partition("Code")[0])


def test_unknown_explanation_shows_its_facts() -> None:
    case = samples.case("t", Verdict.WA, explanation={"kind": "schedule", "seed": 1234})
    _, page = submission_page(samples.judgement(case))
    assert "seed" in page.text
    assert "1234" in page.text


def test_deadlock_shows_sentence_graph_tasks_and_lines() -> None:
    html, page = submission_page(samples.deadlocked())
    assert "nobody can ever go on" in page.text
    titles = re.findall(r"<title>(.*?)</title>", html)
    assert "Aristotle → fork 2: waits, line 14" in titles
    assert sum("edge hot" in given for given in page.all("class")) == 10
    assert sum("edge cool" in given for given in page.all("class")) == 1
    marked = [attrs["id"] for _, attrs in page.elements if "line marked" in attrs.get("class", "")]
    assert marked == ["f1-12", "f1-14", "f1-27"]
    assert "Hypatia waits for fork 4" in page.text


def test_a_task_has_one_letter_and_colour_in_graph_table_and_code() -> None:
    html, _ = submission_page(samples.deadlocked())
    kant = (
        r'"(?:task|node task|)\s?(t\d)(?: hot| short)?">(?:<title>|<i[^>]*>(\w)</i> (?:<b>)?)Kant'
    )
    seen = re.findall(kant, html)
    assert len(seen) >= 4
    assert {tone for tone, _ in seen} == {"t4"}
    assert {letter for _, letter in seen if letter} == {"E"}


def test_what_was_left_running_is_marked_where_it_was_started() -> None:
    html, page = submission_page(samples.others()[1])
    assert "Philosopher-3 is still running after the call" in page.text
    assert re.search(r'class="line marked v-LEAK" id="f1-25"', html)


def test_limits_are_written_in_words() -> None:
    limited = next(one for one in samples.others() if one.verdict is Verdict.OLE)
    assert "Output limit: 1 MiB" in submission_page(limited)[1].text


def test_frames_link_to_their_lines_by_the_end_of_their_path() -> None:
    _, page = submission_page(samples.spinning())
    assert "f2-11" in page.all("id")
    assert "#f2-11" in page.all("href")


def secret_judgement() -> Judgement:
    explanation = samples.philosophers_explanation() | {"secret": "expected 42"}
    hidden = samples.case(
        "test_secret_name[3]",
        Verdict.DL,
        visible=False,
        wall_seconds=7.77,
        message="It stands still.",
        help="Look at the order.",
        explanation=explanation,
        stdout="secret output",
    )
    return samples.judgement(
        samples.case("test_open"),
        samples.case("test_secret_first", visible=False),
        hidden,
        samples.case("test_open_again"),
        wall_seconds=1.0,
    )


def test_student_sees_of_a_hidden_case_only_what_is_hers() -> None:
    html, page = submission_page(secret_judgement(), "student")
    own = ("It stands still.", "nobody can ever go on", "Hypatia waits for fork 4", "Deadlock")
    for kept in ("Hidden case 1", "Hidden case 2", "Look at the order.", *own):
        assert kept in page.text
    for secret in ("secret", "7.8 s", "expected 42"):
        assert secret not in html.split("</style>")[1], secret


def test_student_learns_nothing_of_the_tests_from_a_fault_of_ours() -> None:
    said = "hidden/test_secret.py could not be collected: NameError"
    case = samples.case("test_x", Verdict.JE, visible=False, message=said, help="secret")
    judgement = samples.judgement(case)
    assert "secret" not in submission_page(judgement, "student")[0]
    assert "not your program" in submission_page(judgement, "student")[1].text
    assert said in submission_page(judgement, "instructor")[1].text


@pytest.mark.parametrize("kind", ["limit", "violation", "schedule"])
def test_student_sees_no_evidence_of_a_hidden_case_that_may_tell_of_the_test(kind: str) -> None:
    explanation = {"kind": kind, "detail": "secret", "limit": "secret", "sentence": "secret"}
    case = samples.case("test_x", Verdict.SV, visible=False, explanation=explanation)
    assert "secret" not in submission_page(samples.judgement(case), "student")[0]
    assert "secret" in submission_page(samples.judgement(case), "instructor")[0]


def test_instructor_sees_all_of_a_hidden_case() -> None:
    _, page = submission_page(secret_judgement(), "instructor")
    for shown in ("test_secret_name[3]", "secret output", "7.8 s", "expected 42", "Aristotle"):
        assert shown in page.text


def test_code_keeps_every_character_and_counts_lines_as_python_does() -> None:
    source = 'a = "<b>&amp;"\r\nb = """x\r\n\ty"""\rc = f"{a!r:>{9}}"\n\n\nd = \'\\N{BEL}\''
    html, page = submission_page(samples.judgement(samples.case("t")), sources={"m.py": source})
    assert [int(i.partition("-")[2]) for i in page.all("id") if re.match(r"f1-\d", i)] == [
        *range(1, 8)
    ]
    shown = "".join(re.findall(r"<code>(.*?)</code>", html))
    plain = Page(f"<p>{shown}</p>").text
    assert plain == source.replace("\r\n", "").replace("\r", "").replace("\n", "")


@pytest.mark.timeout(120)
@pytest.mark.parametrize("unit", ["(", "'", '"""', "f'{", "\\", "a.", "@", "0x", "é", "  \n", "\0"])
def test_pathological_sources_are_coloured_in_bounded_time_and_space(unit: str) -> None:
    sources = {"m.py": unit * (150_000 // len(unit))}
    html, _ = submission_page(samples.judgement(samples.case("t")), sources=sources)
    assert len(html) < 3_000_000


@pytest.mark.parametrize("count", [0, 1, 500])
def test_class_of_any_size(count: int) -> None:
    judgements = samples.many(count)
    html = render_class(judgements, {"dining-philosophers": samples.exercise()})
    page = Page(html)
    assert_sound(page)
    assert len([href for href in page.all("href") if href.startswith("reports/")]) == count
    assert ("Nothing was graded." in page.text) == (count == 0)


def test_class_counts_what_it_shows() -> None:
    page = Page(render_class(EVERY, {}, notes=["student-12: handed in nothing."]))
    text = " ".join(page.text.split())
    assert "11 exercises" not in text
    assert "3 exercises" in text
    assert "student-12: handed in nothing." in text
    assert "Accepted 7, Cannot be loaded 1" in page.all("aria-label")
    verdicts = [given for given in page.all("class") if given.startswith("is-")]
    assert verdicts.count("is-DL") == 3


def test_class_links_are_quoted() -> None:
    odd = samples.judgement(samples.case("t"), submission="王/../a b?#%")
    page = Page(render_class([odd], {}))
    (href,) = (href for href in page.all("href") if href.startswith("reports/"))
    assert href == "reports/%E7%8E%8B%2F..%2Fa%20b%3F%23%25__dining-philosophers.html"


def test_table_goes_by_exercise_then_id() -> None:
    html = render_class(EVERY[::-1], {})
    found = re.findall(r'href="reports/(student-\d\d)__([\w-]+)\.html"', html)
    assert found == sorted(found, key=lambda pair: (pair[1], pair[0]))


def test_nothing_to_score_is_no_division_by_zero() -> None:
    nothing = samples.judgement()
    odd = replace(nothing, score=nan, max_score=inf, wall_seconds=nan)
    for judgement in (nothing, odd):
        assert_sound(submission_page(judgement)[1])
        assert_sound(Page(render_class([judgement], {})))


RINGS = range(1, 13)


@pytest.mark.parametrize("count", RINGS)
def test_no_two_boxes_of_a_graph_overlap(count: int) -> None:
    tasks = [Node(id=f"t{n}", name=f"Philosopher-{n}", badge="A") for n in range(count)]
    ring = [task.id for task in tasks]
    arrows = [Arrow(source=a, target=b, label="x") for a, b in pairwise([*ring, ring[0]])]
    waiting = [Node(id=f"w{n}", name=f"Waiting-{n}", badge="B") for n in range(4)]
    arrows += [Arrow(source=node.id, target="t0", label="join") for node in waiting]
    svg = wait_for_graph([*tasks, *waiting], arrows, ring, key="k", title="t")
    boxes = [
        [float(attrs[key]) for key in ("x", "y", "width", "height")]
        for tag, attrs in Page(svg).elements
        if tag == "rect"
    ]
    assert len(boxes) == count + 4
    for index, (x, y, width, height) in enumerate(boxes):
        assert x >= -196
        assert x + width <= 196
        for other_x, other_y, other_width, other_height in boxes[:index]:
            apart_x = x >= other_x + other_width or other_x >= x + width
            assert apart_x or y >= other_y + other_height or other_y >= y + height


def graph_of(svg: str) -> tuple[list[Rect], list[Rect]]:
    """Return the boxes of a graph's nodes, and of its labels as wide as their text is."""
    nodes = [
        Rect(left=x, top=y, right=x + width, bottom=y + height)
        for tag, attrs in Page(svg).elements
        if tag == "rect"
        for x, y, width, height in [[float(attrs[key]) for key in ("x", "y", "width", "height")]]
    ]
    texts = re.findall(r'class="label" x="([-\d.]+)" y="([-\d.]+)"[^>]*>([^<]*)<', svg)
    labels = [
        Rect.around(Point(x=float(x), y=float(y) - 4), text_width(text, 12), 11)
        for x, y, text in texts
    ]
    return nodes, labels


@pytest.mark.parametrize("count", range(2, 9))
def test_labels_of_a_graph_lie_on_no_node_and_on_no_other_label(count: int) -> None:
    tasks = [Node(id=f"t{n}", name=f"Philosopher-{n}", badge="A") for n in range(count)]
    locks = [
        Node(id=f"r{n}", name=f"lock 'fork {n}'", detail=f"made at line {n}") for n in range(count)
    ]
    waits = [Arrow(source=f"t{n}", target=f"r{n}", label="waits for") for n in range(count)]
    holds = [
        Arrow(source=f"r{n}", target=f"t{(n + 1) % count}", label="held since line 12 by")
        for n in range(count)
    ]
    ring = [end for n in range(count) for end in (f"t{n}", f"r{n}")]
    outside = Node(id="main", name="the main process", badge="B")
    waits.append(Arrow(source="main", target="t0", label="waits for the end of"))
    svg = wait_for_graph([*tasks, *locks, outside], waits + holds, ring, key="k", title="t")
    nodes, labels = graph_of(svg)
    assert len(labels) >= 2 * count
    assert not [1 for label in labels for node in nodes if label.common(node)]
    assert not [1 for a in range(len(labels)) for b in range(a) if labels[a].common(labels[b])]


def test_resources_are_named_in_graph_and_code() -> None:
    explanation = {
        "kind": "deadlock",
        "tasks": [{"id": "t1", "process": "the main process", "state": "futex"}],
        "resources": [
            {"id": "r1", "kind": "JoinableQueue", "name": "belt", "file": "m.py", "line": 2},
            {"id": "r2", "kind": "Lock", "held_by": "Process-2, which has ended,"},
        ],
        "edges": [
            {"from": "t1", "to": "r1", "label": "waits for"},
            {"from": "t1", "to": "r2", "label": "waits for"},
        ],
        "help": None,
        "note": "It might yet have been woken by a timer.",
    }
    case = samples.case("t", Verdict.DL, explanation=explanation)
    html, page = submission_page(samples.judgement(case), sources={"m.py": "a\nb\n"})
    titles = re.findall(r"<title>(.*?)</title>", html)
    assert "the main process → queue &#39;belt&#39;: waits for" in titles
    assert any("Process-2, which has ended" in title for title in titles)
    assert "made at line 2" in page.text
    assert "queue 'belt' is made here" in page.text
    assert "It might yet have been woken" in page.text
    for raw in ("r1", "futex", "resources", "help", "note"):
        assert not re.search(rf"\b{raw}\b", page.text), raw


def test_many_cases_of_one_test_share_a_row_of_the_class() -> None:
    names = [f"test_sizes[{n}]" for n in range(9)] + [f"test_{n}" for n in range(4)]
    cases = [samples.case(name, Verdict.WA if "3" in name else Verdict.AC) for name in names]
    page = Page(render_class([samples.judgement(*cases)], {}))
    text = " ".join(page.text.split())
    assert "9 cases" in text
    assert "8 / 9" in text
    few = Page(render_class([samples.judgement(*cases[:9])], {}))
    assert "9 cases" not in " ".join(few.text.split())


def test_the_same_standstill_is_shown_in_full_once() -> None:
    first = samples.deadlocked().cases[2]
    html, page = submission_page(samples.judgement(first, replace(first, name="test_again")))
    assert html.count('<p class="sentence">') == 1
    assert "As in test_all_eat_when_hungry_at_once, at the same lines" in page.text
    assert page.text.count("Hypatia waits for fork 4") == 1
    assert "and 1 more case" in page.text


def test_graph_without_edges_is_no_drawing() -> None:
    assert wait_for_graph([Node(id="a", name="a")], [], [], key="k", title="t") == ""


def test_graph_of_thousands_stays_small() -> None:
    arrows = [Arrow(source=f"a{n}", target=f"b{n % 90}", label="x") for n in range(3000)]
    assert len(wait_for_graph([], arrows, ["a1", "b1"], key="k", title="t")) < 60_000


def test_clean_bounds_and_shows_what_cannot_be_seen() -> None:
    assert clean("a\x00b\u202ec\r\nd") == "a␀b⟨U+202E⟩c\nd"
    assert clean("x" * 50, 10) == "xxxxxxxxxx… (50 characters in all)"
    assert clean(None) == clean([1]) == ""
    assert clean("e\u0301\u0300") == "e\u0301\u0300"


def test_numbers_are_written_as_people_write_them() -> None:
    assert [points(n) for n in (0, 2.0, 2.5, 1 / 3, nan)] == ["0", "2", "2.5", "0.33", "?"]
    assert [duration(n) for n in (0.042, 0.9999, 3.21, 125, inf)] == [
        "42 ms", "1.0 s", "3.2 s", "2 min 5 s", "?"
    ]  # fmt: skip
    assert [fraction(*n) for n in ((1, 2), (3, 2), (0, 0), (nan, 1))] == [0.5, 1.0, None, None]


def colours(block: str) -> dict[str, tuple[float, ...]]:
    found = re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", block)
    whole = {name: "".join(c * 2 for c in code) if len(code) == 3 else code for name, code in found}
    return {
        name: tuple(int(code[i : i + 2], 16) / 255 for i in (0, 2, 4))
        for name, code in whole.items()
    }


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Return the contrast ratio of WCAG 2.1."""

    def luminance(colour: tuple[float, ...]) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_every_colour_of_text_has_enough_contrast_in_light_and_dark() -> None:
    css = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    light, dark = css.split("@media screen and (prefers-color-scheme: dark)")
    assert {verdict.value for verdict in Verdict} <= set(colours(light))
    for palette in (colours(light), colours(light) | colours(dark.split("\n}\n")[0])):
        grounds = {name: palette.pop(name) for name in ("paper", "card", "sunk")}
        palette.pop("rule")
        for name, colour in palette.items():
            tinted = tuple(
                0.12 * c + 0.88 * k for c, k in zip(colour, grounds["card"], strict=True)
            )
            for ground in (*grounds.values(), tinted):
                assert contrast(colour, ground) >= 4.5, name


def test_golden_page() -> None:
    """Keep the whole of a small page; the style sheet is left out, so that it may change freely."""
    accepted = samples.judgement(samples.case("test_open"), samples.case("test_x", visible=False))
    html = render_submission(
        accepted,
        samples.exercise(),
        {"dining_philosophers.py": "def dine():\n    return 1  # done\n"},
        audience="student",
        class_href=None,
    )
    html = re.sub(r"<style>.*?</style>", "<style></style>", html, flags=re.DOTALL)
    html = re.sub(r"sha256-[\w+/=]+", "sha256-…", html)
    assert html == GOLDEN.read_text(encoding="utf-8")
