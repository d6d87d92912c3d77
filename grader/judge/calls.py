"""Carry one request of the test to the program and its answer back.

Mutable arguments are copied there and, changed, copied back (call by copy-restore), so that a
function that sorts a list in place is tested as one.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from typing import Any

from grader.judge import errors, files, remarks, surroundings, values
from grader.judge.bench import bench
from grader.judge.outcomes import CaseEnded
from grader.judge.output import show_output
from grader.judge.refs import Handle, OtherSession, Path, Ref
from grader.judge.session import Message, Session
from grader.judge.waiters import only_calls_of_ours, others_are_running
from grader.model import Verdict
from grader.wire import codec, frames
from grader.words import _

_StringIO = io.StringIO
"""A test may put something else in its place."""


def request(ref: Ref | None, verb: str, *, name: str = "", args: Sequence[Any] = (),
            kwargs: dict[str, Any] | None = None) -> Any:  # fmt: skip
    """Ask the program for one thing; return its value or raise what the student's code raised.

    Raises:
        CaseEnded: the case is over.
        Exception: what the program raised, under its own class.
    """
    session = ref.session if isinstance(ref, Handle) else bench().current
    message: Message = {"do": verb, "name": name}
    session.used = session.used or not _looks_up(ref, verb, name)
    if ref is not None:
        message["of"] = ref.node()
    try:
        return _ask(session, message, list(args), kwargs or {})
    except OtherSession as other:
        if isinstance(ref, Handle):
            raise _mixed() from None
        try:
            return _ask(other.session, message, list(args), kwargs or {})
        except OtherSession:
            raise _mixed() from None


def _looks_up(ref: Ref | None, verb: str, name: str) -> bool:
    """Tell whether this only finds what a module has, or what pytest wants to know of anything."""
    of_a_module = isinstance(ref, Path) and not ref.name
    return verb in ("import", "dir") or (verb == "get" and (of_a_module or name.startswith("_")))


def _mixed() -> CaseEnded:
    return CaseEnded(
        Verdict.JE,
        _("The test mixes objects that the program made for different fixtures or cases."),
        help=_("Make them in fixtures of the same scope."),
    )


def _ask(session: Session, message: Message, args: list[Any], kwargs: dict[str, Any]) -> Any:
    encoder = values.encoder(session)
    spare = others_are_running()
    alone = not spare and session.caller() is None and not values.shared(session).busy

    def encode() -> Message:
        return {**message, "args": encoder.encode(args), "kwargs": encoder.encode(kwargs)}

    try:
        sent = values.shared(session).sync(encoder, encode, [args, kwargs]) if alone else encode()
        about = {
            **_console(),
            **files.outgoing(session),
            **surroundings.outgoing(session, values.encoder(session).encode),
        }
        order = {"alone": not spare, "told": only_calls_of_ours()} if session.scheduled else {}
        lane, answer = session.ask({**sent, **about, **order, "spare": spare})
        show_output(session)
        files.incoming(session, answer.get("files"))
        decoder = values.decoder(session, lane)
        decoder.containers = list(encoder.containers)
        decoder.met_again = encoder.met_again
        remarks.incoming(session, decoder, answer.get("remarks"))
        return _open(session, decoder, answer, alone=alone)
    except codec.CannotEncode as error:
        text = _("The test's arguments cannot be sent: {error}.", error=error)
        raise CaseEnded(Verdict.JE, text) from None
    except codec.BadValue as error:
        raise session.violation(str(error)) from None
    finally:
        if alone:
            values.shared(session).alike(encoder.met_again)


def _open(session: Session, decoder: codec.Decoder, answer: Message, *, alone: bool) -> Any:
    if "too_large" in answer:
        detail = str(answer["too_large"])[:200]
        reason = CaseEnded(
            Verdict.OLE,
            _("What the program returned is too large to be looked at ({detail}).", detail=detail),
            help=_("Return only what the exercise asks for."),
            explanation={
                "kind": "limit", "limit": "payload", "value": frames.MAX_SESSION_PAYLOAD
            },
        )  # fmt: skip
        session.end_case(reason)
        raise reason
    if "error" in answer:
        error = errors.rebuild(session, decoder, answer["error"])
        decoder.restore(answer.get("changed", []))
        raise error
    known = len(decoder.containers)
    value = decoder.decode(answer.get("ok"))
    if alone:
        values.shared(session).returned(decoder.containers[known:])
    decoder.restore(answer.get("changed", []))
    return value


def _console() -> Message:
    """Let the program's `sys.stdin` be the one that the test put in place of ours."""
    return {"stdin": sys.stdin.read(1 << 20)} if isinstance(sys.stdin, _StringIO) else {}
