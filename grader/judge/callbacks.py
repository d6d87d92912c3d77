"""Answer the program's calls of the test's functions.

The caller is hostile: it may name only what it was handed, look only at public attributes, and
send only bounded data. What a function of the test raises goes to the program as an exception; if
it is an assertion, or ends the case, it is noted, so that swallowing it there changes nothing.
"""

from __future__ import annotations

import asyncio
import copy
import inspect
import types
from collections.abc import Awaitable, Callable
from typing import Any
from unittest import mock

from grader.judge import errors, values
from grader.judge.outcomes import CaseEnded, Failed
from grader.judge.output import show_output
from grader.judge.session import Connection, Message, Session
from grader.wire import codec
from grader.wire.likeness import same, shallow
from grader.wire.operators import OPERATORS

_OPERATORS = frozenset(OPERATORS)
_COPIES: dict[str, Callable[[Any], Any]] = {"copy": copy.copy, "deepcopy": copy.deepcopy}


def answer(session: Session, connection: Connection, request: Message) -> Message:
    """Carry out one callback and return the answer. Raises CaseEnded on what breaks the rules."""
    decoder = values.decoder(session, connection)
    encoder = values.encoder(session)
    show_output(session)  # What was printed before comes before what the test's function prints.
    reply: Message = {"re": request.get("id")}
    try:
        target = values.handed_out(session).find(request.get("of"))
        args = decoder.decode(request.get("args", []))
        kwargs = decoder.decode(request.get("kwargs", {"dict": []}))
        action = _action(session, target, request)
    except (codec.BadValue, KeyError, TypeError) as error:
        raise session.violation(str(error)) from None
    held = [shallow(container) for container in decoder.containers]
    try:
        value = action(*args, **kwargs)
        if inspect.iscoroutine(value):
            value = asyncio.run(value)
        encoder.adopt(decoder.containers)
        reply["ok"] = encoder.encode(value)
    except CaseEnded:
        raise
    except BaseException as error:
        reply["error"] = _describe(session, error)
        encoder.adopt(decoder.containers[len(encoder.containers) :])
    reply["changed"] = [
        [number, encoder.content(container)]
        for number, (before, container) in enumerate(zip(held, decoder.containers, strict=False))
        if not same(before, container)
    ]
    return reply


def _action(session: Session, target: Any, request: Message) -> Any:
    verb, name = request.get("do"), request.get("name")
    if verb == "call":
        return target
    if verb in ("enter", "leave") and values.can_be_stayed_in(session, target):
        return target._grader_enter if verb == "enter" else target._grader_leave
    if verb == "await" and inspect.isawaitable(target):
        return lambda: asyncio.run(_awaited(target))
    if verb in ("get", "set") and type(name) is str:
        return _attribute(target, name, verb)
    if verb in _COPIES and values.can_be_copied(target):
        return lambda: _COPIES[str(verb)](target)
    if verb == "op" and name in _OPERATORS and not values.is_opaque(target):
        return getattr(target, str(name))
    raise codec.BadValue("an unknown request")


def _attribute(target: Any, name: str, verb: str) -> Any:
    if not _is_open(target, name) or (verb == "set" and not _settable(target, name)):
        return lambda *_: _refuse(name)
    if verb == "get":
        return lambda: getattr(target, name)
    return lambda value: setattr(target, name, value)


def _is_open(target: Any, name: str) -> bool:
    """Tell whether the program may look at an attribute: at nothing that leads to all the rest.

    A module leads to `sys`, a generator to its frame, and that to every name of the test. A gate
    must not be opened by who is held in it, and a mock's counters are for the test to read.
    """
    if values.is_opaque(target) or _is_a_mocks_own(target, name):
        return False
    return not name.startswith(("_", "gi_", "cr_", "ag_", "f_", "tb_", "co_"))


def _is_a_mocks_own(target: Any, name: str) -> bool:
    """Tell whether an attribute is one by which a mock is set up, reset or asked."""
    if not isinstance(target, mock.NonCallableMock):
        return False
    # A mock's own class is made for it alone, and has what a test has put there.
    kinds = [kind for kind in type(target).__mro__ if vars(mock).get(kind.__name__) is kind]
    return name == "method_calls" or any(name in vars(kind) for kind in kinds)


async def _awaited(target: Awaitable[Any]) -> Any:
    return await target


def _settable(target: Any, name: str) -> bool:
    """Tell whether the program may set an attribute: not of a Mock, whose counters it could set."""
    settable = getattr(type(target), "_grader_settable", None)
    if settable is not None:
        return name in settable
    if isinstance(target, type | types.ModuleType | types.FunctionType | types.MethodType):
        return False
    return type(target).__module__.partition(".")[0] not in _UNTOUCHABLE


_UNTOUCHABLE = frozenset({"unittest", "mock", "grader", "_pytest", "pytest"})


def _refuse(name: str) -> Any:
    raise AttributeError(f"{name} of this object of the test is none of the program's business")


def _describe(session: Session, error: BaseException) -> Message:
    if isinstance(error, AssertionError | Failed) and session.noted is None:
        session.noted = error
    return errors.told(session.state.setdefault(errors.RAISED, {}), error)
