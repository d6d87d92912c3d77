"""Boxes in Docker containers: no network, read-only, a handful of capabilities, ceilings on all.

    create ── attach ── start ── … frames … ── inspect (fate) ── remove (close)

The judge's stream is the engine's own connection to the agent's standard input and output, taken
over before the start, so that the first byte cannot be missed and nothing stands between the two.
A box carries its owner's name; `sweep` removes those whose owner was killed before it could.
"""

from __future__ import annotations

import os
import secrets
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import docker
import requests

from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox import engine, users
from grader.sandbox.base import BOX_BYTES, Fate
from grader.sandbox.bundle import agent_command
from grader.sandbox.child import hang_up
from grader.sandbox.hostpython import PYTHON
from grader.sandbox.image import ENVIRONMENT, Report, ensure
from grader.sandbox.owner import LABEL, gone, owner
from grader.sandbox.users import Users

BOX_FOLDER = "/sub"
"""Where the agent keeps what is root's inside: its own code and the submission."""
AGENT_PROCESSES = 32
"""What the agent needs of processes and threads beyond the student's."""
AGENT_FILES = 256
"""What the agent needs of open files beyond the student's."""

NOTICE_SECONDS = 3
"""How long the engine may take to notice that a container has ended."""

CAPABILITIES = ("SETUID", "SETGID", "KILL", "SYS_PTRACE")
"""To become a session's user, to end all that is his, and to read /proc about it."""

_LABEL = "grader.box"
_CGROUP_NAMESPACES = (1, 41)
"""The engine's API version that knows private cgroup namespaces."""
_MASK = "rw,nosuid,nodev,noexec"


def host_config(limits: Limits, *, cpus: float, api_version: str) -> dict[str, Any]:
    """Return the container's ceilings and walls in the words of the engine's API."""
    config: dict[str, Any] = {
        "NetworkMode": "none",
        "ReadonlyRootfs": True,
        "CapDrop": ["ALL"],
        "CapAdd": list(CAPABILITIES),
        "SecurityOpt": ["no-new-privileges"],
        "IpcMode": "private",
        "LogConfig": {"Type": "none"},
        "Init": False,
        "AutoRemove": False,
        "Tmpfs": {
            "/tmp": f"{_MASK},size={limits.file_bytes},nr_inodes={limits.files},mode=1777",
            # Docker's own bounds the bytes, but not how many empty files there may be.
            "/dev/shm": f"{_MASK},size={limits.shared_memory_bytes},nr_inodes={limits.files}"
            ",mode=1777",
            BOX_FOLDER: f"{_MASK},size={BOX_BYTES},mode=755",
        },
        "ShmSize": limits.shared_memory_bytes,
        "Memory": limits.memory_bytes,
        "MemorySwap": limits.memory_bytes,
        "NanoCpus": int(cpus * 1e9),
        "PidsLimit": limits.processes + AGENT_PROCESSES,
        "Ulimits": [
            {"Name": name, "Soft": ceiling, "Hard": ceiling}
            for name, ceiling in (
                ("nofile", limits.open_files + AGENT_FILES),
                # A session's own limit is the exercise's; the agent must be able to unpack itself.
                ("fsize", max(limits.file_bytes, BOX_BYTES)),
                ("core", 0),
                ("msgqueue", 0),
            )
        ],
    }
    if tuple(map(int, api_version.split("."))) >= _CGROUP_NAMESPACES:
        config["CgroupnsMode"] = "private"
    return config


class DockerDriver:
    """Open boxes as containers of one image; picklable, usable from any thread and process."""

    name = "docker"

    def __init__(self, image: str | None = None, *, report: Report | None = None) -> None:
        """Take the image to use, or find a fitting one later; `report` hears what is done for it.

        A pickled driver goes without its `report`.
        """
        self.image = image
        self._report = report
        self._cpus: float | None = None

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_report": None}

    def gaps(self) -> tuple[str, ...]:
        """Return nothing: a container isolates all that we know of."""
        return ()

    def prepare(self) -> None:
        """Find, fetch or build the image, and remove what a killed grader left behind."""
        self.image = ensure(self._report or _unheard, wanted=self.image).name
        with engine.translated("the engine does not describe itself"):
            self._cpus = float(engine.client().info()["NCPU"])
        sweep()

    def fingerprint(self) -> str:
        """Return the image's id, which a rebuilt image does not keep.

        Raises:
            SandboxUnavailable: when the engine does not know the image.
        """
        if self.image is None:
            self.prepare()
        with engine.translated(f"the engine cannot look up the image {self.image}"):
            found: dict[str, Any] = engine.client().inspect_image(self.image)  # type: ignore[no-untyped-call]
        return f"{self.name} {found['Id']}"

    def open(self, limits: Limits, *, slot: int = 0) -> DockerBox:
        """Start a container with the agent waiting for its code.

        Raises:
            SandboxUnavailable: when the engine cannot start it.
        """
        if self.image is None or self._cpus is None:
            self.prepare()
        client = engine.client()
        name = f"grader-{os.getpid()}-{slot}-{secrets.token_hex(4)}"
        with engine.translated("the engine cannot start a box"):
            box = self._create(client, name, limits)
            try:
                box.attach()
                client.start(box.id)
            except BaseException:
                box.close()
                raise
        return box

    def _create(self, client: docker.APIClient, name: str, limits: Limits) -> DockerBox:
        cpus = min(limits.cpus, self._cpus or limits.cpus)
        config = {
            "Image": self.image,
            "Entrypoint": [],
            "Cmd": agent_command(PYTHON, BOX_FOLDER),
            "Env": [
                *(f"{key}={value}" for key, value in ENVIRONMENT.items()),
                "HOME=/tmp",
            ],
            "Hostname": "box",
            "User": "0:0",
            "WorkingDir": "/",
            "OpenStdin": True,
            "StdinOnce": True,
            "AttachStdin": True,
            "AttachStdout": True,
            "AttachStderr": True,
            "Tty": False,
            "Labels": {_LABEL: "1", LABEL: owner()},
            "HostConfig": host_config(limits, cpus=cpus, api_version=client.api_version),
        }
        made = client.create_container_from_config(config, name)  # type: ignore[no-untyped-call]
        return DockerBox(name, str(made["Id"]), users.claim())


class DockerBox:
    """One container, made but not yet started."""

    multiplexed = True

    def __init__(self, name: str, id: str, users: Users) -> None:
        self.name = name
        self.id = id
        self.base_uid = users.first
        self._users = users
        self._stream: socket.socket | None = None
        self._last = Fate(exit_code=None, out_of_memory=False)
        self._closed = False

    @property
    def stream(self) -> socket.socket:
        """Return the connection that the engine has joined to the agent's standard streams."""
        if self._stream is None:
            raise ValueError(f"box {self.name} is not attached")
        return self._stream

    def attach(self) -> None:
        """Take over a connection to the engine; before the start, so that it hears all."""
        wanted = {"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
        hijacked = engine.client().attach_socket(self.id, params=wanted)
        self._stream = plain_socket(hijacked)

    def fate(self) -> Fate:
        """Ask the engine how the container ended; after `close`, say what was known then.

        The stream's end comes a little before the engine's own notice of it, which is waited for.
        """
        if self._closed:
            return self._last
        try:
            client = engine.client()
            state = client.inspect_container(self.id)["State"]
            if state["Running"]:
                with suppress(requests.ConnectionError, requests.Timeout):  # still running, then
                    client.wait(self.id, timeout=NOTICE_SECONDS)
                state = client.inspect_container(self.id)["State"]
        except (SandboxUnavailable, *engine.FAILURES) as error:
            return Fate(exit_code=None, out_of_memory=False, detail=engine.explain(error))
        self._last = _fate(state)
        return self._last

    def close(self) -> None:
        """Kill and remove the container in one request."""
        if self._closed:
            return
        self._closed = True
        if self._stream is not None:
            hang_up(self._stream)
        _remove(self.id)
        self._users.close()


def sweep() -> int:
    """Remove the boxes of graders that are no more; return how many.

    Raises:
        SandboxUnavailable: when no engine answers.
    """
    with engine.translated("the engine cannot list the boxes that are left"):
        boxes = engine.client().containers(all=True, filters={"label": [f"{_LABEL}=1"]})
    stale = [box["Id"] for box in boxes if gone(box["Labels"].get(LABEL, ""))]
    for container in stale:
        _remove(container)
    return len(stale)


def plain_socket(hijacked: Any) -> socket.socket:
    """Return a blocking socket of our own for a connection that the SDK hands out.

    Where the connection is no plain socket (TLS, ssh, a Windows pipe) two threads relay to it.
    """
    inner = getattr(hijacked, "_sock", hijacked)
    if isinstance(inner, socket.socket) and not isinstance(inner, ssl.SSLSocket):
        plain = socket.socket(fileno=os.dup(inner.fileno()))
        plain.settimeout(None)  # the SDK's own timeout has left the descriptor non-blocking
        _let_go(hijacked)
        return plain
    return _relay(inner, keep=hijacked)


def _relay(far: Any, *, keep: Any) -> socket.socket:
    ours, near = socket.socketpair()
    far.settimeout(None)

    def outwards() -> None:
        _pump(near.recv, far.sendall)
        with suppress(OSError, AttributeError):  # a Windows pipe cannot be shut down
            far.shutdown(socket.SHUT_RDWR)
        _let_go(keep)

    def inwards() -> None:
        _pump(far.recv, near.sendall)
        hang_up(near)

    for direction in (outwards, inwards):
        threading.Thread(target=direction, name="grader-relay", daemon=True).start()
    return ours


def _let_go(hijacked: Any) -> None:
    """Close the SDK's own hold on a connection: the response, where it has put one aside."""
    getattr(hijacked, "_response", hijacked).close()


def _pump(receive: Callable[[int], bytes], send: Callable[[bytes], object]) -> None:
    """Move bytes until either side ends."""
    try:
        while part := receive(65536):
            send(part)
    except OSError:
        pass


def _remove(container: str) -> None:
    try:
        engine.client().remove_container(container, force=True, v=True)
    except (SandboxUnavailable, *engine.FAILURES, OSError):
        pass  # gone already, or the engine is: the next sweep finds what is left


def _fate(state: dict[str, Any]) -> Fate:
    ended = state["Status"] in ("exited", "dead")
    return Fate(
        exit_code=int(state["ExitCode"]) if ended else None,
        out_of_memory=ended and bool(state["OOMKilled"]),
        detail=str(state.get("Error") or "")[:500],
    )


def _unheard(line: str) -> None:
    pass
