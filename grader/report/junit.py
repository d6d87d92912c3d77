"""Judgements as JUnit XML, in the form that pytest writes and CI servers read.

A submission is a testsuite, a case is a testcase. Whatever a student's program did wrong is a
`failure` that begins with the verdict's word ("Deadlock"); a judge error is an `error`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC
from xml.etree import ElementTree as ET

from grader.model import CaseResult, Judgement, Verdict, can_be_replayed
from grader.report.replaying import ReplayOf
from grader.scoring import points

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no character of XML 1.0: https://www.w3.org/TR/xml/#charsets"""


def render(
    judgements: Iterable[Judgement], replay: Callable[[Judgement], ReplayOf] | None = None
) -> str:
    """Write all cases, hidden ones included, sorted by submission and exercise.

    `replay` names the command that runs a case of a judgement again.
    """
    root = ET.Element("testsuites", {"name": "grader"})
    for judgement in sorted(judgements, key=lambda each: (each.submission, each.exercise)):
        root.append(_suite(judgement, replay(judgement) if replay else None))
    ET.indent(root)
    # As bytes and back: written straight to text, the declaration would name the locale's encoding.
    data: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return data.decode() + "\n"


def _suite(judgement: Judgement, replay: ReplayOf | None) -> ET.Element:
    cases = _unique(judgement.cases or (_nothing_judged(judgement),))
    errors = sum(not case.verdict.scored for case in cases)
    skipped = sum(map(_is_set_aside, cases))
    failures = sum(not case.verdict.passed for case in cases) - errors
    suite = ET.Element(
        "testsuite",
        {
            "name": clean(f"{judgement.submission}__{judgement.exercise}"),
            "errors": str(errors),
            "failures": str(failures),
            "skipped": str(skipped),
            "tests": str(len(cases)),
            "time": f"{judgement.wall_seconds:.3f}",
            "timestamp": judgement.started_at.astimezone(UTC).isoformat(),
            # What the form asks for where the machine's name is not known or not to be told.
            "hostname": "localhost",
        },
    )
    suite.append(_properties(judgement))
    suite.extend(_testcase(case, judgement, replay) for case in cases)
    return suite


def _properties(judgement: Judgement) -> ET.Element:
    element = ET.Element("properties")
    for name, value in (
        ("submission", judgement.submission),
        ("exercise", judgement.exercise),
        ("verdict", judgement.verdict.value),
        ("score", points(judgement.score)),
        ("max_score", points(judgement.max_score)),
        ("sandbox", judgement.sandbox),
        ("grader_version", judgement.grader_version),
    ):
        ET.SubElement(element, "property", {"name": name, "value": clean(value)})
    return element


def _testcase(case: CaseResult, judgement: Judgement, replay: ReplayOf | None) -> ET.Element:
    element = ET.Element(
        "testcase",
        {
            "classname": clean(f"{judgement.exercise}.{judgement.submission}"),
            "name": case.name,
            "time": f"{case.wall_seconds:.3f}",
        },
    )
    if not case.verdict.passed:
        tag = "failure" if case.verdict.scored else "error"
        told = [part for part in (case.verdict.label, _first_line(case.message)) if part]
        outcome = ET.SubElement(element, tag, {"message": clean(": ".join(told))})
        outcome.text = clean("\n".join(_feedback(case, replay)))
    elif _is_set_aside(case):
        ET.SubElement(element, "skipped", {"message": clean(_first_line(case.message))})
    if case.stdout:
        ET.SubElement(element, "system-out").text = clean(case.stdout)
    return element


def _is_set_aside(case: CaseResult) -> bool:
    """Tell whether the suite skipped the case, or expected it to fail."""
    return case.verdict.passed and not case.max_score and bool(case.message)


def _feedback(case: CaseResult, replay: ReplayOf | None) -> Iterator[str]:
    yield f"{case.verdict.label} ({case.verdict})"
    told = case.explanation or {}
    order = told.get("schedule")
    broke = order.get("sentence") if isinstance(order, dict) else None
    every = (case.message, told.get("sentence"), broke, case.help)
    yield from dict.fromkeys(str(text) for text in every if text)
    if replay is not None and can_be_replayed(case):
        yield f"See it again with: {replay(case.name)}"


def _first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "")


def _unique(cases: Iterable[CaseResult]) -> list[CaseResult]:
    """Number the names that come more than once: readers keep only one case of a name."""
    taken: set[str] = set()
    renamed = []
    for case in cases:
        base = name = clean(case.name)
        count = 1
        while name in taken:
            count += 1
            name = f"{base} ({count})"
        taken.add(name)
        renamed.append(replace(case, name=name))
    return renamed


def _nothing_judged(judgement: Judgement) -> CaseResult:
    """Stand in for the cases that there should be: an empty suite would look like a pass."""
    return CaseResult(
        name="submission",
        verdict=Verdict.JE,
        score=0.0,
        max_score=judgement.max_score,
        wall_seconds=0.0,
        visible=True,
        message="Nothing was judged.",
        help="",
    )


def clean(text: str) -> str:
    """Leave out what XML has no form for."""
    return _ILLEGAL.sub("", text)
