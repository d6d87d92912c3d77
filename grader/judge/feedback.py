"""From how a case went to its verdict and to what its student reads.

What a student reads is built from data: from what her program did, and from what the author wrote
for her (a hint, the message of an assertion). pytest's traceback never is shown: it contains the
test's source. Of a visible case she sees the failing assertion, because she has it anyway.
"""

from __future__ import annotations

import ast
import linecache
import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grader.errors import GraderError
from grader.judge import errors
from grader.judge.outcomes import CaseEnded, Failed
from grader.model import Limits, Verdict
from grader.words import N_, _

MAX_MESSAGE = 2000

_OUR_FAULTS = (NameError, ImportError, SyntaxError, GraderError, pytest.FixtureLookupError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """Hold what a case's end comes to."""

    verdict: Verdict
    message: str = ""
    help: str = ""
    explanation: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What else bears on the ruling."""

    visible: bool
    limits: Limits
    answers: int
    """How many requests the program had answered in the case."""
    out_of_time: bool
    """The case's time was up when its test ended."""


ACCEPTED = Ruling(verdict=Verdict.AC)


def rule(error: BaseException, facts: Circumstances) -> Ruling:
    """Return the ruling on a case whose test ended with this exception."""
    if isinstance(error, CaseEnded):
        return ended(error)
    student = errors.facts_of(error)
    if student is not None:
        return _student_error(student, facts.limits)
    if isinstance(error, AssertionError):
        return _wrong(_assertion(error, visible=facts.visible))
    if isinstance(error, Failed | pytest.skip.Exception):
        return _failed(error, facts)
    said = _one_line(error)
    if isinstance(error, _OUR_FAULTS) or not facts.answers:
        return Ruling(verdict=Verdict.JE, message=_("The test itself failed: {error}", error=said))
    return _wrong(_("The test could not use what your code returned: {error}", error=said))


def ended(reason: CaseEnded) -> Ruling:
    """Return the ruling on a case that ended before its test did."""
    return Ruling(
        verdict=reason.verdict,
        message=reason.message,
        help=reason.help,
        explanation=reason.explanation,
    )


def _wrong(message: str) -> Ruling:
    return Ruling(verdict=Verdict.WA, message=message[:MAX_MESSAGE])


def _failed(error: BaseException, facts: Circumstances) -> Ruling:
    text = str(error)
    if facts.out_of_time and text.startswith("Timeout"):
        message = _("The test itself was still running at its limit: {text}", text=text)
        return Ruling(verdict=Verdict.JE, message=message)
    return _wrong(text or _("The test failed."))


_LIMIT_ERRORS: tuple[tuple[str, str, str], ...] = (
    ("BlockingIOError", "Resource temporarily unavailable", "processes"),
    ("RuntimeError", "can't start new thread", "processes"),
    ("OSError", "Too many open files", "open_files"),
    ("OSError", "No space left on device", "file_bytes"),
    ("OSError", "File too large", "file_bytes"),
)
_LIMIT_HELP = {
    "processes": N_(
        "Your program may have {count} processes and threads at a time: end those that are done "
        "before you start more."
    ),
    "open_files": N_(
        "Your program may have {count} files, pipes and sockets open: close what is done."
    ),
    "file_bytes": N_("Your program may write {count} bytes of files."),
}


def _student_error(student: errors.StudentFacts, limits: Limits) -> Ruling:
    if student.kind == "MemoryError":
        return Ruling(
            verdict=Verdict.MLE,
            message=_(
                "The program needed more than {size} MiB of memory.", size=limits.memory_bytes >> 20
            ),
            help=_("Look for a list or a queue that grows without end."),
            explanation=_exception(student),
        )
    return Ruling(
        verdict=Verdict.RTE,
        message=_what_was_raised(student)[:MAX_MESSAGE],
        help=_limit_help(student, limits) or _error_help(student),
        explanation=_exception(student),
    )


def _what_was_raised(student: errors.StudentFacts) -> str:
    if student.kind == "SystemExit":
        return _("The program called exit() in the middle of the case.")
    text = f"{student.shown}: {student.text}" if student.text else student.shown
    if not student.frames:
        return text
    last = student.frames[-1]
    return text + _(
        " (in {function}, {file}, line {line})",
        function=last["function"],
        file=last["file"],
        line=last["line"],
    )


def _error_help(student: errors.StudentFacts) -> str:
    if student.kind == "NotImplementedError":
        return _("Write the function's body in place of `raise NotImplementedError`.")
    if student.kind == "SystemExit":
        return _("Return from your function in place of calling exit().")
    return ""


def _limit_help(student: errors.StudentFacts, limits: Limits) -> str:
    for kind, text, limit in _LIMIT_ERRORS:
        if student.kind == kind and text in student.text:
            return _(_LIMIT_HELP[limit], count=f"{getattr(limits, limit):,}")
    return ""


def _exception(student: errors.StudentFacts) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "kind": "exception",
        "type": student.kind,
        "sentence": _what_was_raised(student)[:500],
        "frames": student.frames,
        "lines": [
            {"file": frame["file"], "line": frame["line"], "label": student.kind, "task": None}
            for frame in student.frames[-1:]
        ],
    }
    if student.cause:
        facts["cause"] = student.cause
    return facts


def unloadable(error: BaseException, module: str, facts: Circumstances) -> CaseEnded:
    """Return the reason that ends every case of a program whose module cannot be imported."""
    if isinstance(error, CaseEnded):
        return error
    student, said = errors.facts_of(error), _one_line(error)
    if student is None:
        message = _("The judge could not import {module}: {error}", module=module, error=said)
        return CaseEnded(Verdict.JE, message)
    if student.kind == "MemoryError":
        ruling = _student_error(student, facts.limits)
        return CaseEnded(ruling.verdict, ruling.message, help=ruling.help)
    file = f"{module.replace('.', '/')}.py"
    raised = _what_was_raised(student)
    return CaseEnded(
        Verdict.CE,
        _("{file} cannot be imported: {error}", file=file, error=raised),
        help=_("Run the file by itself: `python {file}` must end without an error.", file=file),
        explanation=_exception(student),
    )


def _one_line(error: BaseException) -> str:
    text = " ".join(str(error).split())[:300]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def _assertion(error: AssertionError, *, visible: bool) -> str:
    text = str(error)
    if visible:
        return text or _("An assertion of the test does not hold.")
    told = _authors_message(error, text)
    return told or _("What your code returned or did is not what was asked.")


def _authors_message(error: AssertionError, text: str) -> str:
    """Return what the author wrote into the assertion for the student to read.

    pytest appends its own account ("\\nassert …"), which shows the test's data: it is cut off.
    """
    if not _has_message(error):
        return ""
    return re.split(r"\n\s*assert ", text, maxsplit=1)[0]


def _has_message(error: AssertionError) -> bool:
    """Tell whether the author's words are in the exception's text."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).suffix == ".py"]
    for frame in reversed(own):
        node = _statement(frame.filename, frame.lineno or 0)
        if isinstance(node, ast.Assert):
            return node.msg is not None
        if isinstance(node, ast.Raise):
            return True
        if "unittest" in frame.filename:
            return False
    return False


def _statement(filename: str, line: int) -> ast.stmt | None:
    try:
        tree = ast.parse("".join(linecache.getlines(filename)))
    except (SyntaxError, ValueError):
        return None
    inner = None
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt) or not node.lineno <= line <= (node.end_lineno or line):
            continue
        if inner is None or node.lineno >= inner.lineno:
            inner = node
    return inner
