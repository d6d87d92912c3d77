"""Exceptions that the program raised, raised again here.

A built-in exception comes as itself, so `pytest.raises(ValueError)` works; so do those of the
standard modules below. An exception class of the student's is mirrored by a class made for it.
Exceptions that steer pytest or Python itself (Skipped, KeyboardInterrupt) never come through.
"""

from __future__ import annotations

import builtins
import contextlib
import importlib
from typing import Any

import pytest

from grader.judge import mirrors, proxies
from grader.judge.outcomes import CaseEnded, Failed
from grader.judge.refs import Handle
from grader.judge.session import Message, Session
from grader.model import Verdict
from grader.wire import codec

MODULES = frozenset(
    "builtins queue _queue threading multiprocessing multiprocessing.context asyncio "
    "asyncio.exceptions concurrent.futures concurrent.futures._base concurrent.futures.process "
    "concurrent.futures.thread json json.decoder decimal subprocess socket struct csv _csv re "
    "re._constants copy dataclasses pickle _pickle enum statistics configparser shutil zipfile "
    "argparse ast binascii calendar contextlib graphlib http.client ipaddress locale sqlite3 ssl "
    "string tarfile tokenize urllib.error uuid zlib zoneinfo.common".split()
)
_NEVER = frozenset({KeyboardInterrupt})
_FACTS = "_grader_facts"
MAX_CHAIN = 3


class StudentFacts:
    """What is known of an exception that came out of the program."""

    __slots__ = ("cause", "frames", "kind", "shown", "text")

    def __init__(self, facts: Message, cls: type[BaseException]) -> None:
        self.kind = cls.__name__
        self.shown = _shown(cls)
        self.text = str(facts.get("text", ""))[:4000]
        self.cause = _one_line(facts.get("cause") or facts.get("context"))
        self.frames = [frame for frame in map(_frame, _list(facts.get("frames"))) if frame]


def _shown(cls: type[BaseException]) -> str:
    """Return a class's name, with its module where a built-in exception has the same name."""
    built_in = getattr(builtins, cls.__name__, cls)
    mistakable = built_in is not cls and cls.__module__ != "builtins"
    return f"{cls.__module__}.{cls.__name__}" if mistakable else cls.__name__


def facts_of(error: BaseException) -> StudentFacts | None:
    """Return what is known of an exception, or None where it is the test's own."""
    found = getattr(error, _FACTS, None)
    return found if isinstance(found, StudentFacts) else None


def standard(module: object, name: object) -> type[BaseException] | None:
    """Return a standard module's exception class, or None where it is none of those above."""
    if module not in MODULES or type(name) is not str:
        return None
    try:
        found: Any = builtins if module == "builtins" else importlib.import_module(str(module))
    except ImportError:
        return None
    for part in name.split("."):
        found = getattr(found, part, None)
    if isinstance(found, type) and issubclass(found, BaseException) and found not in _NEVER:
        return found
    return None


def builtin_base(kind: type[BaseException]) -> str:
    """Name the nearest built-in exception that a class of the test derives from."""
    if not issubclass(kind, Exception):
        return "Exception"
    return next(base.__name__ for base in kind.__mro__ if base.__module__ == "builtins")


RAISED = pytest.StashKey[dict[int, BaseException]]()
"""What a session's program was told that the test has raised."""
MAX_RAISED = 200
"""How many exceptions of the test are kept: a program can provoke them without end."""


def told(raised: dict[int, BaseException], error: BaseException) -> Message:
    """Return the facts of an exception of the test; `raised` keeps it for when it comes back."""
    number = next((n for n, known in raised.items() if known is error), None)
    if number is None:
        number = max(raised, default=0) + 1
        raised[number] = error
        raised.pop(number - MAX_RAISED, None)
    try:
        args = codec.Encoder(_refuse).encode(list(error.args))
    except (TypeError, codec.CannotEncode):
        args = [str(error)]
    kind = type(error)
    return {"name": kind.__name__, "base": builtin_base(kind), "args": args, "number": number}


def _refuse(value: object) -> Any:
    raise TypeError(value)


def rebuild(session: Session, decoder: codec.Decoder, facts: Any, depth: int = 0) -> BaseException:
    """Return the exception that the facts describe, ready to be raised. Raises BadValue."""
    if type(facts) is not dict:
        raise codec.BadValue("an error was expected")
    # Built in any case: what describes a class does so once, and later messages count on it.
    theirs = _build(session, decoder, facts, depth)
    ours = _raised_by_test(session, facts)
    if ours is None:
        return theirs
    if not isinstance(ours, AssertionError | Failed):  # which the program has only passed on
        with contextlib.suppress(AttributeError, TypeError):
            setattr(ours, _FACTS, StudentFacts(facts, type(ours)))
    return ours


def _build(session: Session, decoder: codec.Decoder, facts: Message, depth: int) -> BaseException:
    cls = decoder.decode({"class": facts.get("class")})
    if not (isinstance(cls, type) and issubclass(cls, BaseException)):
        raise codec.BadValue("an error's class was expected")
    known = StudentFacts(facts, cls)
    if not issubclass(cls, Exception | SystemExit | GeneratorExit):
        return CaseEnded(Verdict.RTE, f"{cls.__name__}: {known.text}")
    error = _make(cls, _given(session, decoder, facts), known.text)
    setattr(error, _FACTS, known)
    if isinstance(cls, proxies.ErrorMirror) and type(facts.get("obj")) is int:
        mirrors.attach(error, Handle(session, facts["obj"], None))
    _set_attributes(error, decoder, facts)
    if depth < MAX_CHAIN:
        _chain(error, session, decoder, facts, depth)
    return error


def _given(session: Session, decoder: codec.Decoder, facts: Message) -> Any:
    return None if facts.get("args") is None else _fresh(decoder, facts["args"])


def _fresh(decoder: codec.Decoder, node: Any) -> Any:
    """Decode data whose containers are numbered apart from the message around it."""
    return codec.Decoder(decoder.resolve).decode(node)


def _set_attributes(error: BaseException, decoder: codec.Decoder, facts: Message) -> None:
    if isinstance(type(error), proxies.ErrorMirror):
        notes = [note for note in _list(facts.get("attributes")) if note[0] == "__notes__"]
        facts = {"attributes": notes}  # All others are asked of the program, as they are then.
    for name, node in _list(facts.get("attributes")):
        if type(name) is str and (name == "__notes__" or not name.startswith("_")):
            with contextlib.suppress(AttributeError, TypeError):
                setattr(error, name, _fresh(decoder, node))


def _chain(
    error: BaseException, session: Session, decoder: codec.Decoder, facts: Message, depth: int
) -> None:
    for name in ("cause", "context"):
        if name in facts:
            setattr(error, f"__{name}__", rebuild(session, decoder, facts[name], depth + 1))
    error.__suppress_context__ = bool(facts.get("suppressed"))


def _raised_by_test(session: Session, facts: Message) -> BaseException | None:
    number = facts.get("raised_by_test")
    raised = session.state.get(RAISED, {})
    return raised.get(number) if type(number) is int else None


def _make(cls: type[BaseException], args: Any, text: str) -> BaseException:
    given = tuple(args) if type(args) is list else (text,)
    if isinstance(cls, proxies.ErrorMirror):
        return mirrors.new_error(cls, given, text)
    try:
        return cls(*given)
    except Exception:
        error = cls.__new__(cls)
        error.args = given
        return error


def _one_line(facts: Any) -> str | None:
    if type(facts) is not dict:
        return None
    described = facts.get("class")
    name = described.get("name") or described.get("type") if type(described) is dict else None
    return f"{name or 'Exception'}: {facts.get('text')}"[:500]


def _list(value: Any) -> list[Any]:
    return value[:20] if type(value) is list else []


def _frame(value: Any) -> Message | None:
    if type(value) is not dict or type(value.get("line")) is not int:
        return None
    return {
        "file": str(value.get("file"))[:200],
        "line": value["line"],
        "function": str(value.get("function"))[:100],
        "text": str(value.get("text"))[:200],
    }
