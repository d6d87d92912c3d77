"""Known solutions, and what each of them must get: `solutions/<slug>/expectations.toml`.

    ["deadlock/one_sentinel.py"]          a glob below solutions/<slug>; `*` crosses folders
    permitted = ["DL"]                    every case is AC or one of these
    required = ["DL"]                     at least one case is one of these; default: permitted
    message = "is waiting for an item"    or a list; each is in the feedback of some failing case
    score = [0.1, 0.5]                    the part of the points that is earned

The folder's name gives the defaults, then every table whose glob matches sets its keys, in file
order. Accepted solutions need full marks, whatever the file says. The idea is that of
`submissions.yaml` in the Kattis problem package format, 2025-09.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import Final

from grader.errors import ManifestError
from grader.fields import Fields, Range, nearest
from grader.manifest import read_toml
from grader.model import CaseResult, Exercise, Judgement, Submission, Verdict
from grader.scoring import fraction, points

EXPECTATIONS: Final = "expectations.toml"
ACCEPTED: Final = "accepted"
DEFAULTS: Final[Mapping[str, tuple[Verdict, ...]]] = MappingProxyType(
    {
        ACCEPTED: (Verdict.AC,),
        "wrong_answer": (Verdict.WA,),
        "deadlock": (Verdict.DL,),
        "race": (Verdict.WA, Verdict.RTE, Verdict.DL),
        "leak": (Verdict.LEAK,),
        "run_time_error": (Verdict.RTE,),
        "time_limit": (Verdict.TLE,),
        "memory_limit": (Verdict.MLE,),
        "output_limit": (Verdict.OLE,),
        "cannot_load": (Verdict.CE,),
        "security": (Verdict.SV,),
    }
)
"""What the name of a solution's folder says about it."""

_KEYS: Final = frozenset({"permitted", "required", "message", "score"})
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")
_PART: Final = Range(least=0, most=1)
_VERDICTS: Final = {verdict.value: verdict for verdict in Verdict}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreRange:
    """Bound the part of the points that is earned, both ends included, 0 to 1."""

    least: float
    most: float

    def __contains__(self, part: float | None) -> bool:
        return part is not None and self.least <= part <= self.most

    def __str__(self) -> str:
        return f"{_percent(self.least)} to {_percent(self.most)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Say what a known solution must get."""

    permitted: tuple[Verdict, ...]
    required: tuple[Verdict, ...]
    messages: tuple[str, ...] = ()
    score: ScoreRange | None = None
    full_marks: bool = False

    def mismatches(self, judgement: Judgement) -> tuple[str, ...]:
        """Say in plain words what is not as expected; empty when all is."""
        if not judgement.cases:
            return ("nothing was judged",)
        return (
            *self._verdicts_not_permitted(judgement.cases),
            *self._verdicts_not_found(judgement.cases),
            *self._messages_not_found(judgement.cases),
            *self._score_not_reached(judgement),
        )

    def _verdicts_not_permitted(self, cases: Iterable[CaseResult]) -> Iterator[str]:
        for case in cases:
            if not case.verdict.passed and case.verdict not in self.permitted:
                got = f"{case.verdict} ({case.verdict.label})"
                yield f"{case.name} got {got}, expected {_any_of((Verdict.AC, *self.permitted))}"

    def _verdicts_not_found(self, cases: Iterable[CaseResult]) -> Iterator[str]:
        if not any(case.verdict in self.required for case in cases):
            yield f"no case got {_any_of(self.required)}"

    def _messages_not_found(self, cases: Iterable[CaseResult]) -> Iterator[str]:
        feedback = [_feedback(case) for case in cases if not case.verdict.passed]
        for message in self.messages:
            if not any(_fold(message) in text for text in feedback):
                yield f"no failing case's feedback says {message!r}"

    def _score_not_reached(self, judgement: Judgement) -> Iterator[str]:
        if self.full_marks and judgement.score < judgement.max_score:
            got = f"{points(judgement.score)} of {points(judgement.max_score)} points"
            yield f"got {got}, expected full marks"
        part = fraction(judgement)
        if self.score is not None and part not in self.score:
            got = "no score" if part is None else f"{_percent(part)} of the points"
            yield f"got {got}, expected {self.score}"


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownSolution:
    """Hold a solution whose outcome is known."""

    name: str
    """Its path below solutions/<slug>, such as `accepted/queue_loop.py`."""
    submission: Submission
    expectation: Expectation


def known_solutions(exercise: Exercise) -> tuple[KnownSolution, ...]:
    """Read an exercise's known solutions, sorted by name; none where it has no such folder.

    A solution is one .py file, which takes the starter's name, or a folder of files.

    Raises:
        ManifestError: when the expectations or the folders are wrong.
    """
    if exercise.solutions is None:
        return ()
    paths = {path.relative_to(exercise.solutions).as_posix(): path for path in _paths(exercise)}
    tables = _tables(exercise.solutions, paths)
    return tuple(
        KnownSolution(
            name=name,
            submission=_submission(name, paths[name], exercise),
            expectation=_expectation(name, exercise.solutions, tables),
        )
        for name in sorted(paths)
    )


def _paths(exercise: Exercise) -> Iterator[Path]:
    assert exercise.solutions is not None
    for folder in _visible(exercise.solutions):
        if folder.is_dir():
            yield from (path for path in _visible(folder) if path.is_dir() or path.suffix == ".py")


def _visible(folder: Path) -> list[Path]:
    """List a folder without what tools leave in it."""
    return sorted(path for path in folder.iterdir() if path.name[0] not in "._")


def _submission(name: str, path: Path, exercise: Exercise) -> Submission:
    if not all(_NAME.fullmatch(part) for part in name.split("/")):
        raise ManifestError(
            f"{path.name!r} is no name for a solution",
            where=str(path),
            hint="Use letters, digits, `.`, `_` and `-`.",
        )
    files = _files(path) if path.is_dir() else {exercise.files[0]: path.read_bytes()}
    return Submission(id=name.removesuffix(".py").replace("/", "-"), files=files)


def _files(folder: Path) -> dict[str, bytes]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in found}
    return {
        name: path.read_bytes()
        for name, path in names.items()
        if "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def _tables(solutions: Path, names: Iterable[str]) -> dict[str, Fields]:
    """Read the tables of expectations.toml by their globs; none where there is no file."""
    file = solutions / EXPECTATIONS
    if not file.exists():
        return {}
    top = read_toml(file)
    known = tuple(names)
    for glob in top.data:
        top.table(glob).only(_KEYS)
        if not any(fnmatchcase(name, glob) for name in known):
            near = nearest(glob, known)
            raise top.fail(glob, "no solution matches", f"Did you mean `{near}`?" if near else None)
    return {glob: top.table(glob) for glob in top.data}


def _expectation(name: str, solutions: Path, tables: Mapping[str, Fields]) -> Expectation:
    folder = name.partition("/")[0]
    defaults = DEFAULTS.get(folder, ())
    found = Expectation(permitted=defaults, required=defaults, full_marks=folder == ACCEPTED)
    for glob, table in tables.items():
        if fnmatchcase(name, glob):
            found = _merge(found, table)
    if not found.permitted:
        near = nearest(folder, DEFAULTS)
        raise ManifestError(
            f"{folder!r} says nothing about what {name} gets",
            where=str(solutions / folder),
            hint=f"Did you mean `{near}`?" if near else f"Or say so in {EXPECTATIONS}.",
        )
    return found


def _merge(base: Expectation, table: Fields) -> Expectation:
    """Set what a table says over what was known."""
    found = base
    if table.has("permitted"):
        verdicts = _verdicts(table, "permitted")
        if base.full_marks and set(verdicts) != {Verdict.AC}:
            raise table.fail("permitted", "an accepted solution gets AC and nothing else")
        failing = tuple(verdict for verdict in verdicts if not verdict.passed)
        found = replace(found, permitted=verdicts, required=failing or verdicts)
    if table.has("required"):
        found = replace(found, required=_required(found, table))
    if table.has("message"):
        found = replace(found, messages=_messages(table))
    if table.has("score"):
        found = replace(found, score=_score(table))
    return found


def _verdicts(table: Fields, key: str) -> tuple[Verdict, ...]:
    codes = table.texts(key)
    if not codes:
        raise table.fail(key, "expected at least one verdict")
    for place, code in enumerate(codes):
        if code not in _VERDICTS:
            hint = f"Verdicts: {', '.join(_VERDICTS)}."
            raise table.fail(f"{key}[{place}]", f"{code!r} is no verdict", hint)
        if not _VERDICTS[code].scored:
            raise table.fail(f"{key}[{place}]", f"{code} is our own fault, and never expected")
    return tuple(_VERDICTS[code] for code in codes)


def _required(found: Expectation, table: Fields) -> tuple[Verdict, ...]:
    verdicts = _verdicts(table, "required")
    for verdict in verdicts:
        if not verdict.passed and verdict not in found.permitted:
            raise table.fail("required", f"{verdict} is required, but not permitted")
    return verdicts


def _messages(table: Fields) -> tuple[str, ...]:
    one = isinstance(table.data["message"], str)
    messages = (table.text("message"),) if one else table.texts("message")
    if not messages or not all(message.strip() for message in messages):
        raise table.fail("message", "expected some text")
    return messages


def _score(table: Fields) -> ScoreRange:
    pair = table.items("score")
    if len(pair) != 2:
        raise table.fail("score", "expected two numbers, the least and the most, 0 to 1")
    ends = Fields(
        data={f"score[{place}]": value for place, value in enumerate(pair)},
        file=table.file,
        at=table.at,
        error=table.error,
    )
    least, most = ends.number("score[0]", _PART), ends.number("score[1]", _PART)
    if least > most:
        raise table.fail("score", "the least is more than the most")
    return ScoreRange(least=least, most=most)


def _feedback(case: CaseResult) -> str:
    explanation = case.explanation or {}
    order = explanation.get("schedule") or {}
    sentences = [str(told.get("sentence") or "") for told in (explanation, order)]
    return _fold(" ".join([case.message, case.help, *sentences]))


def _fold(text: str) -> str:
    """Make texts comparable: neither case nor line breaks matter."""
    return " ".join(text.casefold().split())


def _any_of(verdicts: Iterable[Verdict]) -> str:
    return " or ".join(dict.fromkeys(verdicts))


def _percent(part: float) -> str:
    return f"{points(100 * part)} %"
