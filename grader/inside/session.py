"""Serve the judge's requests in the leader: decode, carry out, encode what came of it.

Requests (all carry `id`): `import`, `get`, `set`, `del`, `call`, `op`, `define`, `base`, `await`,
`dir`, `finish`. Answers: `{"re":id,"ok":node}` or `{"re":id,"error":{…}}`, and with either
`"changed"`: the new content of the mutable arguments that the call changed.
"""

from __future__ import annotations

import importlib.machinery
import json
import multiprocessing
import os
import socket
import sys
import threading
import types
from typing import Any

from ..wire import codec, frames
from ..wire.likeness import same, shallow
from . import errors, files, foreign, journal, objects, remarks, streams, surroundings, verbs
from .channel import Channel, Channels, JudgeGone
from .steps import install as steps
from .words import _

ASIDE = frozenset({"finish", "dir", "import"})
"""Requests that are nothing of the program's own."""
CHILD_HOOK = __package__ + ".child"
CHILDS_MODULES = [f"{__package__}.{name}" for name in ("journal", "traced", "steps.install")]
"""What the hook loads; a fork server has it loaded for all its children."""
CONFIG_VARIABLE = "GRADER_SESSION"
"""What a spawned process needs to know of its session, as JSON."""


def serve(config: dict[str, Any], lane: int) -> None:
    """Prepare the program's world and answer the judge until it hangs up."""
    session = Session(config)
    session.arrange()
    channel = Channel(socket.socket(fileno=lane))
    session.channels.adopt(channel)
    channel.send({"lane": True})
    session.answer_all(channel, lane=0)


def join_in_child() -> None:
    """Let a spawned process call the test's functions, if its ancestors could."""
    config = os.environ.get(CONFIG_VARIABLE)
    if config:
        foreign.connect(Session(json.loads(config)).ask)


class Session:
    """Hold what the judge and the student's program know of each other."""

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        self.channels = Channels(config["address"])
        self.objects = objects.Objects()
        self._lanes = 1
        """How many threads of the test can call the program at the same time; the main one can."""
        self._shared: dict[int, Any] = {}
        """Containers of the test that are kept alike on both sides, by number."""
        self.files: files.Files | None = None
        """Those of the test's folders; only the leader looks after them."""
        self._surroundings = surroundings.Surroundings()
        self._verbs = verbs.table(self.objects)

    def arrange(self) -> None:
        """Make the process look like a fresh interpreter that runs the student's program."""
        foreign.connect(self.ask)
        known = {name: self.config[name] for name in ("address", "program")}
        os.environ[CONFIG_VARIABLE] = json.dumps(known)
        main = types.ModuleType("__main__")
        # Spawned children import their parent's main module by this name: our hook for them.
        main.__spec__ = importlib.machinery.ModuleSpec(CHILD_HOOK, None)
        sys.modules["__main__"] = main
        multiprocessing.set_forkserver_preload(["__main__", *CHILDS_MODULES])
        sys.argv = ["main.py"]
        sys.path[:] = [self.config["program"], *(p for p in sys.path if not p.endswith(".zip"))]
        sys.path.append(self.config["agent"])
        streams.install()
        self.files = files.Files()
        remarks.install()
        journal.install(self.config["journal"], self.config["program"])
        if self.config["schedule"]:
            steps.install({**self.config["schedule"], "address": self.config.get("steps", "")})

    def answer_all(self, channel: Channel, lane: int, name: str = "") -> None:
        """Answer requests on one lane until the judge hangs up; `name` is its task's."""
        while True:
            try:
                request = channel.receive()
                # Before the request is a step of the program's: another call may come first.
                if request.get("spare") and (fault := self._open_lane()):
                    channel.send({"re": request.get("id"), "no_lane": fault})
                    continue
                alone, told = bool(request.get("alone", True)), bool(request.get("told"))
                aside = request.get("do") in ASIDE
                with steps.request(lane, name, alone=alone, told=told, aside=aside):
                    answer = self.answer(channel, request)
                channel.send(answer)
            except JudgeGone:
                os._exit(0)

    def answer(self, channel: Channel, request: dict[str, Any]) -> dict[str, Any]:
        """Carry out one request; return its answer, whatever the student's code does."""
        for number, times in request.get("drop", ()):
            self.objects.drop(number, times)
        decoder = codec.Decoder(self.resolve)
        exporter = objects.Exporter(self.objects, channel, self.config["program"])
        encoder = codec.Encoder(exporter)
        answer: dict[str, Any] = {"re": request.get("id")}
        held: list[Any] = []
        if self.files is not None:
            self.files.take(request.get("files"))
        try:
            self._surroundings.take(request.get("surroundings"), codec.Decoder(self.resolve).decode)
            value = self._carry_out(request, decoder, held)
            answer["remarks"] = remarks.fresh(exporter)
            encoder.adopt(decoder.containers)
            answer["ok"] = encoder.encode(value)
            self._keep(request, encoder.containers[len(decoder.containers) :])
        except JudgeGone:
            raise
        except codec.CannotEncode as error:
            exporter.take_back()
            answer["too_large"] = str(error)
        except BaseException as error:
            exporter.take_back()
            encoder.adopt(decoder.containers[len(encoder.containers) :])
            answer["remarks"] = answer.get("remarks") or remarks.fresh(exporter)
            answer["error"] = errors.describe(error, exporter)
        self._add_changes(answer, encoder, held)
        if not answer.get("remarks"):
            answer.pop("remarks", None)
        streams.flush()
        if self.files is not None and (news := self.files.news()):
            answer["files"] = news
        return self._bounded(answer)

    def _carry_out(self, request: dict[str, Any], decoder: codec.Decoder, held: list[Any]) -> Any:
        verb = self._verbs[request["do"]]
        if "args" in request:
            decoder.containers = [self._shared[number] for number in request.get("shared", ())]
            request["args"] = decoder.decode(request["args"])
            request["kwargs"] = decoder.decode(request.get("kwargs", {"dict": []}))
            decoder.restore(request.get("updates", []))
            self._keep(request, decoder.containers[len(request.get("shared", ())) :])
            for number in request.get("forget", ()):
                self._shared.pop(number, None)
            held += [shallow(container) for container in decoder.containers]
        with streams.Console(request):
            return verb(request, decoder)

    def _keep(self, request: dict[str, Any], fresh: list[Any]) -> None:
        """Number containers that crossed, as the judge does; only where it keeps them alike."""
        if "fresh" in request:
            self._shared.update(enumerate(fresh, request["fresh"]))
            request["fresh"] += len(fresh)

    def _add_changes(self, answer: dict[str, Any], encoder: codec.Encoder, held: list[Any]) -> None:
        changed = []
        for number, before in enumerate(held):
            container = encoder.containers[number] if number < len(encoder.containers) else None
            if container is not None and not same(before, container):
                try:
                    changed.append([number, encoder.content(container)])
                except codec.CannotEncode as error:
                    answer.pop("ok", None)
                    answer["too_large"] = str(error)
        if changed:
            answer["changed"] = changed

    @staticmethod
    def _bounded(answer: dict[str, Any]) -> dict[str, Any]:
        size = len(frames.dump(answer))
        if size <= frames.MAX_SESSION_PAYLOAD:
            return answer
        return {"re": answer["re"], "too_large": f"{size} bytes of data"}

    def resolve(self, tag: str, node: dict[str, Any]) -> Any:
        """Return the object that a node of the judge stands for."""
        if tag == "obj":
            return self.objects.find(node["obj"])
        if tag == "path":
            return self.objects.follow(*node["path"])
        if tag == "test_error":
            return foreign.error_from(
                {**node, "args": codec.Decoder(self.resolve).decode(node["args"])}
            )
        if tag == "judge":
            return foreign.revive(node)
        if tag == "error_class":
            return foreign.error_class(node["error_class"], str(node["base"]), node["judge"])
        if tag == "builtin":
            return objects.follow(*node["builtin"])
        raise codec.BadValue(f"an unknown kind {tag!r}")

    def ask(self, request: dict[str, Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Ask the judge on the calling thread's connection; return or raise what it answers."""
        channel = self.channels.mine()
        exporter = objects.Exporter(self.objects, channel, self.config["program"])
        encoder = codec.Encoder(exporter)
        try:
            sent = {"args": encoder.encode(list(args)), "kwargs": encoder.encode(kwargs)}
        except codec.CannotEncode as error:
            exporter.take_back()
            raise ValueError(f"cannot hand this to the test: {error}") from None
        streams.flush()
        with steps.callback(f"{request['do']} {request.get('name', '')}".strip()):
            answer = channel.ask({**request, **sent}, self.answer)
        decoder = codec.Decoder(self.resolve)
        decoder.containers = list(encoder.containers)
        fault = answer.get("error")
        result = None if fault else decoder.decode(answer.get("ok"))
        raised = {**fault, "args": decoder.decode(fault["args"])} if fault else None
        decoder.restore(answer.get("changed", []))
        if raised is not None:
            raise foreign.error_from(raised)
        return result

    def _open_lane(self) -> str | None:
        """Open one more lane; say what went wrong where no thread or file is free."""
        try:
            channel = self.channels.open()
        except OSError as error:
            return str(error)
        number = self._lanes
        self._lanes += 1
        name = _("test thread {number}", number=self._lanes)

        def work() -> None:
            journal.name_thread(name)
            self.channels.adopt(channel)
            channel.send({"lane": True})
            self.answer_all(channel, number, name)

        try:
            threading.Thread(target=work, name="lab", daemon=True).start()
        except RuntimeError as error:
            channel.close()
            return str(error)
        return None
