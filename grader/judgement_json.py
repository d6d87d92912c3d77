"""A `Judgement` as JSON, version 1, and back. `docs/judgement.md` gives the form.

Reading ignores keys that it does not know, so that later minor versions can add some, and refuses
another version, a wrong type, and a verdict that its cases do not bear out.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NoReturn

from grader.errors import StoreError
from grader.fields import Fields, Range, nearest
from grader.model import CaseResult, Explanation, Judgement, Verdict
from grader.model.judgement import VERSION

_NOT_NEGATIVE = Range(least=0)
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


def dumps(judgement: Judgement) -> bytes:
    """Write a judgement as UTF-8 JSON that ends with a newline.

    Raises:
        StoreError: when it holds something that JSON has no form for.
    """
    name = f"{judgement.submission}, {judgement.exercise}"
    try:
        text = json.dumps(to_json(judgement), ensure_ascii=False, allow_nan=False, indent=2)
    except (TypeError, ValueError, RecursionError) as error:
        raise StoreError(f"the judgement cannot be written as JSON: {error}", where=name) from error
    # UTF-8 has no form for half of a surrogate pair; what this makes of it is JSON's own escape.
    return f"{text}\n".encode("utf-8", "backslashreplace")


def loads(data: bytes, *, where: str) -> Judgement:
    """Read a judgement.

    Raises:
        StoreError: for the first thing that is wrong, with its JSON path.
    """
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise StoreError(f"is not JSON: {error}", where=where) from error
    return from_json(value, where=where)


def to_json(judgement: Judgement) -> dict[str, Any]:
    """Return the JSON object of a judgement."""
    data = {
        "version": VERSION,
        "submission": judgement.submission,
        "exercise": judgement.exercise,
        "verdict": judgement.verdict.value,
        "score": _number(judgement.score),
        "max_score": _number(judgement.max_score),
        "started_at": _utc(judgement.started_at),
        "wall_seconds": _number(judgement.wall_seconds),
        "sandbox": judgement.sandbox,
        "grader_version": judgement.grader_version,
        "suite": judgement.suite,
        "files_digest": judgement.files_digest,
        "language": judgement.language,
        "cases": [case_to_json(case) for case in judgement.cases],
    }
    return {key: value for key, value in data.items() if value is not None}


def case_to_json(case: CaseResult) -> dict[str, Any]:
    """Return the JSON object of a case."""
    return {
        "name": case.name,
        "verdict": case.verdict.value,
        "score": _number(case.score),
        "max_score": _number(case.max_score),
        "wall_seconds": _number(case.wall_seconds),
        "visible": case.visible,
        "message": case.message,
        "help": case.help,
        "explanation": None if case.explanation is None else dict(case.explanation),
        "stdout": case.stdout,
    }


def from_json(value: object, *, where: str) -> Judgement:
    """Check a decoded JSON value and make a judgement of it.

    Raises:
        StoreError: for the first thing that is wrong, with its JSON path.
    """
    top = Fields.of(value, file=where, at="$", error=StoreError)
    version = top.whole("version")
    if version != VERSION:
        hint = f"This grader reads version {VERSION}; grade again, or use the one that wrote it."
        raise top.fail("version", f"version {version} is not known", hint)
    judgement = Judgement(
        submission=top.text("submission"),
        exercise=top.text("exercise"),
        started_at=_time(top, "started_at"),
        wall_seconds=top.number("wall_seconds", _NOT_NEGATIVE),
        sandbox=top.text("sandbox"),
        grader_version=top.text("grader_version"),
        cases=tuple(_case(case) for case in top.tables("cases")),
        score=top.number("score", _NOT_NEGATIVE),
        max_score=top.number("max_score", _NOT_NEGATIVE),
        suite=top.optional(top.text, "suite", None),
        files_digest=top.optional(top.text, "files_digest", None),
        language=top.optional(top.text, "language", None),
    )
    verdict = _verdict(top, "verdict")
    if verdict is not judgement.verdict:
        what = f"expected {judgement.verdict}, the worst of the cases, found {verdict}"
        raise top.fail("verdict", what)
    return judgement


def case_from_json(value: object, *, where: str) -> CaseResult:
    """Check a decoded JSON value and make a case of it.

    Raises:
        StoreError: for the first thing that is wrong, with its JSON path.
    """
    return _case(Fields.of(value, file=where, at="$", error=StoreError))


def _case(data: Fields) -> CaseResult:
    return CaseResult(
        name=data.text("name"),
        verdict=_verdict(data, "verdict"),
        score=data.number("score", _NOT_NEGATIVE),
        max_score=data.number("max_score", _NOT_NEGATIVE),
        wall_seconds=data.number("wall_seconds", _NOT_NEGATIVE),
        visible=data.flag("visible"),
        message=data.text("message"),
        help=data.text("help"),
        explanation=_explanation(data, "explanation"),
        stdout=data.text("stdout"),
    )


def _verdict(data: Fields, key: str) -> Verdict:
    code = data.text(key)
    if code not in _VERDICTS:
        near = nearest(code, _VERDICTS)
        hint = f"Did you mean {near}?" if near else f"Verdicts: {', '.join(_VERDICTS)}."
        raise data.fail(key, f"{code!r} is no verdict", hint)
    return _VERDICTS[code]


def _explanation(data: Fields, key: str) -> Explanation | None:
    if data.has(key) and data.data[key] is None:
        return None
    found: Mapping[str, Any] = data.table(key).data
    return found


def _time(data: Fields, key: str) -> datetime:
    text = data.text(key)
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is not None:
            return time.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise data.fail(key, f"{text!r} is no ISO 8601 time with its zone, as 2026-01-31T09:00:00Z")


def _utc(time: datetime) -> str:
    if time.tzinfo is None:
        raise StoreError(f"started_at {time.isoformat()} has no time zone")
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _number(value: float) -> float:
    """Write 3 for 3.0, as people do."""
    return int(value) if float(value).is_integer() else value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not in JSON")
