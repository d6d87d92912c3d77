"""The connection to the Docker engine: one client a process, its errors in our words.

Where the engine listens is found as the `docker` command finds it, and where it looks in vain also
at the sockets of a rootless engine and of Docker Desktop.
"""

from __future__ import annotations

import atexit
import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docker
import docker.context
import docker.errors
import docker.tls
import docker.utils
import requests
import urllib3

from grader.errors import SandboxUnavailable

ANSWER_SECONDS = 60
"""How long an engine may take for one answer; a loaded one takes seconds to start a container."""

FAILURES = (docker.errors.DockerException, requests.RequestException, urllib3.exceptions.HTTPError)
"""What the SDK raises, of its own and of the layers below, where an engine fails us."""

_guard = threading.Lock()
_clients: dict[int, docker.APIClient] = {}
"""By process id: a connection must not be shared across a fork."""


def client() -> docker.APIClient:
    """Return this process's client, connected and with the API version agreed on.

    Raises:
        SandboxUnavailable: where no engine answers.
    """
    with _guard:
        known = _clients.get(os.getpid())
        if known is None:
            known = connect(timeout_seconds=ANSWER_SECONDS)
            _forget()
            _clients[os.getpid()] = known
        return known


@atexit.register
def _forget() -> None:
    """Close the client, and in a forked child its copy of the parent's."""
    while _clients:
        _clients.popitem()[1].close()


def _renew_guard() -> None:
    global _guard
    _guard = threading.Lock()


# a thread of the parent may have held it at the fork
os.register_at_fork(after_in_child=_renew_guard)


def connect(*, timeout_seconds: int) -> docker.APIClient:
    """Connect anew: for a question that may not take as long as others may.

    Raises:
        SandboxUnavailable: where no engine answers.
    """
    address, tls = address_of_engine()
    with translated(f"no Docker engine answers at {address}"):
        _knock(address)
        return docker.APIClient(
            base_url=address, tls=tls or False, version="auto", timeout=timeout_seconds
        )


def _knock(address: str) -> None:
    """Fail early, and in the system's plain words, where nobody listens on a Unix socket."""
    scheme, _, path = address.partition("://")
    if scheme in ("unix", "http+unix"):
        with socket.socket(socket.AF_UNIX) as tried:
            tried.settimeout(ANSWER_SECONDS)
            tried.connect("/" + path.lstrip("/"))


def address_of_engine() -> tuple[str, docker.tls.TLSConfig | None]:
    """Find where the engine listens: DOCKER_HOST, the docker context, else a socket that is there.

    Raises:
        SandboxUnavailable: when DOCKER_HOST or the context is malformed.
    """
    with translated("the address of the Docker engine is wrong"):
        if os.environ.get("DOCKER_HOST"):
            settings = docker.utils.kwargs_from_env()
            return settings["base_url"], settings.get("tls")
        chosen = docker.context.ContextAPI.get_current_context()
        if chosen is not None and chosen.name != "default" and chosen.Host:
            return chosen.Host, chosen.TLSConfig
    for path in sockets():
        if path.exists():
            return f"unix://{path}", None
    return f"unix://{sockets()[0]}", None


def sockets() -> tuple[Path, ...]:
    """List where an engine's socket may be, the usual one first."""
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    return (
        Path("/var/run/docker.sock"),
        runtime / "docker.sock",
        Path.home() / ".docker/run/docker.sock",
        Path.home() / ".docker/desktop/docker.sock",
    )


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Turn what the SDK raises into SandboxUnavailable that says `what` failed, why, and a hint."""
    try:
        yield
    # ValueError and TypeError: the SDK checks addresses and settings with them
    except (*FAILURES, OSError, ValueError, TypeError) as error:
        reason = explain(error)
        raise SandboxUnavailable(f"{what}: {reason}", hint=hint_for(reason)) from error


def explain(error: BaseException) -> str:
    """Return in one line, of 500 characters at most, what the engine or the way to it said."""
    said = error.explanation if isinstance(error, docker.errors.APIError) else None
    return " ".join(str(said or error).split())[:500]


def hint_for(reason: str) -> str:
    """Say what to do about an engine's failure, from what it said."""
    for sign, advice in _ADVICE:
        if sign in reason.lower():
            return advice
    return "run `grader doctor` to see what is missing on this machine."


_ADVICE = (
    (
        "permission denied",
        "join the socket's group: `sudo usermod -aG docker $USER`, then log in again.",
    ),
    (
        "no space left",
        "free some space for the engine: `docker system prune` removes what nothing uses.",
    ),
    ("no such image", "build the sandbox image: `grader image build`."),
    ("connection refused", "start the engine: `sudo systemctl start docker`, or Docker Desktop."),
    ("no such file", "install Docker and start it, or grade with `--sandbox local`."),
    ("filenotfound", "install Docker and start it, or grade with `--sandbox local`."),
    ("timed out", "the engine is overloaded or hangs: try `docker ps`, then restart it."),
    ("cpu", "lower `cpus` in the exercise's limits: the engine has fewer."),
)
