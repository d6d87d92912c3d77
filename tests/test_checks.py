"""What `grader doctor` looks at: each trouble gets its own words and a hint."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections import namedtuple
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from grader.errors import SandboxUnavailable
from grader.sandbox import bubblewrap, checks, engine, image
from grader.sandbox.checks import State

GOOD = {
    "MemoryLimit": True,
    "SwapLimit": True,
    "CpuCfsQuota": True,
    "PidsLimit": True,
    "CgroupVersion": "2",
    "SecurityOptions": ["name=seccomp,profile=default", "name=rootless"],
}


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    engine._forget()
    monkeypatch.setenv("DOCKER_HOST", "unix:///no/such/socket")


@pytest.mark.docker
def test_all_is_told_where_an_engine_answers() -> None:
    found = {check.name: check for check in checks.checks()}
    assert set(found) == {
        "Python", "Docker engine", "Sandbox image", "Engine's walls", "Control groups",
        "Bubblewrap", "/dev/shm", "Free space",
    }  # fmt: skip
    assert found["Docker engine"].state is State.OK
    assert "API 1." in found["Docker engine"].detail
    assert all(check.hint for check in found.values() if check.state is not State.OK)


@pytest.mark.usefixtures("no_engine")
def test_one_way_to_wall_code_off_is_enough() -> None:
    found = {check.name: check for check in checks.checks()}
    assert found["Docker engine"].state is State.WARN
    assert found["Bubblewrap"].state is State.OK
    assert "Sandbox image" not in found


@pytest.mark.usefixtures("no_engine")
def test_with_neither_both_are_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "tool", lambda: None)
    found = {check.name: check for check in checks.checks()}
    assert found["Docker engine"].state is found["Bubblewrap"].state is State.MISSING
    assert "apt install bubblewrap" in str(found["Bubblewrap"].hint)


@pytest.mark.usefixtures("no_engine")
def test_no_socket_means_install_docker() -> None:
    check = checks.docker_engine()
    assert "/no/such/socket" in check.detail
    assert "install Docker" in str(check.hint)


def test_a_socket_without_an_engine_means_start_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine._forget()
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "s"))
        monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/s")
        assert "start the engine" in str(checks.docker_engine().hint)


def test_a_forbidden_socket_means_join_the_group(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(address: str) -> None:
        raise PermissionError(13, "Permission denied")

    engine._forget()
    monkeypatch.setattr(engine, "_knock", forbidden)
    check = checks.docker_engine()
    assert check.state is State.WARN
    assert "usermod -aG docker" in str(check.hint)


@pytest.fixture
def garbage(tmp_path: Path) -> Iterator[str]:
    """Answer every request with something that is not HTTP."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s"))
        server.listen()

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection, suppress(OSError):  # the first only knocks and goes
                    connection.sendall(b"220 smtp ready\r\n")

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"unix://{tmp_path}/s"
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_something_else_at_the_socket_is_no_engine(
    garbage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine._forget()
    monkeypatch.setenv("DOCKER_HOST", garbage)
    assert checks.docker_engine().state is State.WARN


@pytest.mark.docker
def test_a_missing_image_is_a_warning_that_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(image.CHOSEN, "no-such-image-of-ours:1")
    check = checks.sandbox_image()
    assert check.state is State.WARN
    assert "no-such-image-of-ours:1" in check.detail
    assert "grader image build" in str(check.hint)


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        ({}, None),
        ({"SwapLimit": False}, "swapaccount=1"),
        ({"SwapLimit": False, "MemoryLimit": False, "PidsLimit": None}, "cgroup version 2"),
    ],
)
def test_limits_that_the_engine_cannot_keep(lost: dict[str, Any], words: str | None) -> None:
    check = checks.control_groups(GOOD | lost)
    assert check.state is (State.WARN if lost else State.OK)
    assert (words or "None") in str(check.hint)
    assert "version 2" in check.detail


def test_an_engine_without_seccomp_is_a_warning() -> None:
    assert checks.rights(GOOD).state is State.OK
    assert "rootless" in checks.rights(GOOD).detail
    assert checks.rights(GOOD | {"SecurityOptions": None}).state is State.WARN


def test_a_small_shared_memory_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    size = namedtuple("size", "f_frsize f_blocks")
    monkeypatch.setattr(os, "statvfs", lambda path: size(4096, 1024))
    check = checks.shared_memory()
    assert (check.state, check.detail) == (State.WARN, "4 MiB")
    assert "--shm-size" in str(check.hint)


def test_a_full_disk_is_a_warning(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert checks.free_space(tmp_path).state is State.OK
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage(1_000_000))
    assert checks.free_space(tmp_path).state is State.WARN


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("write /x: no space left on device", "docker system prune"),
        ("dial unix: connect: permission denied", "usermod"),
        ("connection refused", "start the engine"),
        ("something unheard of", "grader doctor"),
    ],
)
def test_an_engine_s_words_lead_to_a_hint(said: str, advice: str) -> None:
    with pytest.raises(SandboxUnavailable) as caught, engine.translated("it failed"):
        raise OSError(said)
    assert advice in str(caught.value.hint)
    assert caught.value.what == f"it failed: {said}"
