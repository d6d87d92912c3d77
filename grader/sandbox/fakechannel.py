"""One conversation of a fake session with the judge: requests in, callbacks out."""

from __future__ import annotations

import inspect
import itertools
import queue
import threading
from typing import Any, Protocol

from grader.sandbox.fakeprogram import Message, Program
from grader.wire import codec, frames
from grader.wire.operators import defined_by

here = threading.local()
"""The session and the channel of the calling thread, where it is a program's."""


class Owner(Protocol):
    """What a channel needs of the session that it belongs to."""

    def send(self, payload: bytes, connection: int) -> None:
        """Send a message of the session's, unless it is over."""

    def rest(self) -> None:
        """Count the calling thread among those that only wait, until a message wakes it."""

    def open_lane(self) -> None:
        """Open a lane for one more request at the same time."""

    def mine(self) -> Channel:
        """Return the calling thread's channel, opening one where it has none."""
        ...


class Gone(BaseException):
    """The judge has ended the session that the thread belongs to."""


class Channel:
    """One connection of a session, used by one thread at a time."""

    def __init__(self, session: Owner, program: Program, number: int) -> None:
        self.number = number
        self.inbox: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._session = session
        self._program = program
        self._requests = itertools.count(1)
        self._described: set[int] = set()

    def serve(self) -> None:
        """Answer requests until the judge hangs up, or answers what was not asked here."""
        while "do" in (request := self._receive()):
            self._answer(request)

    def ask(self, request: Message, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a function of the test by copy-restore; return or raise what it answers."""
        number = next(self._requests)
        encoder = codec.Encoder(self._export)
        sent = {"args": encoder.encode(list(args)), "kwargs": encoder.encode(kwargs)}
        self._send({**request, **sent, "id": number})
        while "do" in (answer := self._receive()):
            self._answer(answer)
        decoder = codec.Decoder(self._resolve)
        decoder.containers = list(encoder.containers)
        error = _raised(answer["error"], decoder) if "error" in answer else None
        result = decoder.decode(answer.get("ok"))
        decoder.restore(answer.get("changed", []))
        if error is not None:
            raise error
        return result

    def _receive(self) -> Message:
        self._session.rest()
        message = self.inbox.get()
        if message is None:
            raise Gone
        return message

    def _send(self, message: Message) -> None:
        self._session.send(frames.dump(message), self.number)

    def _answer(self, request: Message) -> None:
        decoder, encoder = codec.Decoder(self._resolve), codec.Encoder(self._export)
        answer: Message = {"re": request["id"]}
        held: list[Any] = []
        try:
            args, kwargs = self._program.arguments(request, decoder)
            held = list(decoder.containers)
            if request.get("spare"):
                self._session.open_lane()
            value = self._program.carry_out(request, args, kwargs, decoder.decode)
            encoder.adopt(decoder.containers)
            answer["ok"] = encoder.encode(value)
            self._program.keep(request, encoder.containers[len(decoder.containers) :])
        except Exception as error:
            encoder = codec.Encoder(self._export)
            encoder.adopt(decoder.containers)
            answer["error"] = self._describe_error(error)
        answer["changed"] = [[n, encoder.content(container)] for n, container in enumerate(held)]
        self._send(answer)

    def _describe_error(self, error: Exception) -> Message:
        facts: Message = {"class": self._describe(type(error)), "text": str(error), "frames": []}
        if hasattr(error, "raised_by_test"):
            facts["raised_by_test"] = error.raised_by_test
        args = codec.Encoder(self._export).encode(list(error.args))
        return {**facts, "obj": self._program.number_of(error), "args": args}

    def _export(self, value: object) -> codec.Node:
        if isinstance(value, OfTheTest):
            return {"judge": value.number}
        if isinstance(value, type):
            return {"class": self._describe(value)}
        if inspect.isfunction(value):
            facts = {"name": value.__name__, "qualname": value.__qualname__, "module": "fake"}
            return {"obj": self._program.number_of(value), "function": facts}
        described = self._describe(type(value))
        return {"obj": self._program.number_of(value), "class": described}

    def _describe(self, cls: type) -> codec.Node:
        if codec.DATA_TYPES.get(cls.__name__) is cls:
            return {"type": cls.__name__}
        number = self._program.number_of(cls)
        if number in self._described:
            return {"cls": number}
        self._described.add(number)
        return {
            "cls": number,
            "name": cls.__name__,
            "qualname": cls.__qualname__,
            "module": cls.__module__,
            "path": self._program.path_of(cls),
            "bases": [self._describe(base) for base in cls.__bases__ if base is not object],
            "ops": defined_by(cls),
            "hashable": cls.__hash__ is not None,
            "error": issubclass(cls, BaseException),
        }

    def _resolve(self, tag: str, node: Message) -> Any:
        if tag == "judge":
            return OfTheTest(node["judge"])
        return self._program.find(tag, node[tag])


class OfTheTest:
    """A function of the test, as the program sees it."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Ask the judge, from whichever thread of the program."""
        session: Owner = here.session
        request = {"do": "call", "of": self.number, "name": ""}
        return session.mine().ask(request, args, kwargs)


def _raised(facts: Message, decoder: codec.Decoder) -> Exception:
    error = RuntimeError(*decoder.decode(facts["args"]))
    error.raised_by_test = facts["number"]  # type: ignore[attr-defined]
    return error
