"""Containers as boxes: their walls, their ceilings, their ends, and what is swept after a kill."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import docker.errors
import pytest

from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox import engine
from grader.sandbox.base import BOX_BYTES
from grader.sandbox.docker import (
    AGENT_PROCESSES,
    DockerBox,
    DockerDriver,
    host_config,
    plain_socket,
    sweep,
)
from grader.sandbox.owner import LABEL, gone, owner
from tests.support.boxes import Heard, ask, send_program

ROOT = Path(__file__).parents[1]
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def driver() -> DockerDriver:
    driver = DockerDriver()
    driver.prepare()
    return driver


@pytest.fixture
def box(driver: DockerDriver) -> Iterator[DockerBox]:
    box = driver.open(Limits())
    yield box
    box.close()


def exists(name: str) -> bool:
    try:
        engine.client().inspect_container(name)
    except docker.errors.NotFound:
        return False
    return True


@pytest.mark.docker
class TestWalls:
    def test_the_agent_is_root_with_four_capabilities_and_no_way_to_more(
        self, box: DockerBox
    ) -> None:
        told = ask(
            box,
            """
status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines())
tell(pid=os.getpid(), uid=os.getuid(), box=box,
     caps=status["CapEff"].strip(), bound=status["CapBnd"].strip(),
     no_new=status["NoNewPrivs"].strip(), filtered=status["Seccomp"].strip())
""",
        )
        bits = sum(1 << number for number in (5, 6, 7, 19))  # KILL, SETGID, SETUID, SYS_PTRACE
        assert told == {
            "pid": 1, "uid": 0, "box": "/sub", "no_new": "1", "filtered": "2",
            "caps": f"{bits:016x}", "bound": f"{bits:016x}",
        }  # fmt: skip

    def test_only_the_folders_in_memory_can_be_written(self, box: DockerBox) -> None:
        told = ask(
            box,
            """
def write(path):
    with open(path + "/x", "w"):
        return "written"
tell(**{path: attempt(write, path) for path in
        ("", "/usr/local/bin", "/etc", "/dev", "/tmp", "/sub", "/dev/shm")})
""",
        )
        refused = "OSError 30"
        assert told == {
            "": refused, "/usr/local/bin": refused, "/etc": refused, "/dev": "'written'",
            "/tmp": "'written'", "/sub": "'written'", "/dev/shm": "'written'",
        }  # fmt: skip

    def test_there_is_no_network_and_nothing_of_the_host(self, box: DockerBox) -> None:
        told = ask(
            box,
            """
import socket
with open("/proc/net/dev") as file:
    devices = [line.split(":")[0].strip() for line in file.readlines()[2:]]
up = [name for name in devices if int(open(f"/sys/class/net/{name}/flags").read(), 16) & 1]
tell(up=up, host=socket.gethostname(), path=sys.path,
     reach=attempt(socket.create_connection, ("192.0.2.1", 80), 5))
""",
        )
        assert told["up"] == ["lo"]
        assert told["host"] == "box"
        assert told["reach"] == "OSError 101"
        assert not [path for path in told["path"] if "site-packages" in path]

    def test_setuid_works_and_takes_all_capabilities(self, box: DockerBox) -> None:
        told = ask(
            box,
            f"""
os.setgroups([]); os.setgid({box.base_uid}); os.setuid({box.base_uid})
status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines())
tell(caps=status["CapEff"].strip(), back=attempt(os.setuid, 0), sub=attempt(open, "/sub/x", "w"))
""",
        )
        assert told == {
            "caps": "0" * 16, "back": "PermissionError 1", "sub": "PermissionError 13",
        }  # fmt: skip


@pytest.mark.docker
class TestCeilings:
    def test_memory_ends_the_box_and_its_fate_says_so(self, driver: DockerDriver) -> None:
        box = driver.open(Limits(memory_bytes=64 * MIB))
        try:
            send_program(box, "kept = b'x' * (256 << 20)\ntell(alive=True)")
            assert Heard(box).to_the_end() == b""
            fate = box.fate()
            assert (fate.exit_code, fate.out_of_memory) == (137, True)
        finally:
            box.close()

    def test_processes_stop_at_the_limit(self, driver: DockerDriver) -> None:
        box = driver.open(Limits(processes=20))
        try:
            told = ask(
                box,
                """
import time
count = 0
try:
    while count < 500:
        if os.fork() == 0:
            time.sleep(60)
        count += 1
except BlockingIOError:
    tell(count=count)
""",
            )
            assert told["count"] == 20 + AGENT_PROCESSES - 1
        finally:
            box.close()

    def test_folders_in_memory_have_their_size_and_count(self, driver: DockerDriver) -> None:
        box = driver.open(
            Limits(file_bytes=2 * MIB, files=50, shared_memory_bytes=MIB, open_files=40)
        )
        try:
            told = ask(
                box,
                """
import resource
def size(path):
    status = os.statvfs(path)
    return [status.f_frsize * status.f_blocks, status.f_files]
tell(tmp=size("/tmp"), shm=size("/dev/shm")[0], sub=size("/sub")[0],
     limits={name: resource.getrlimit(getattr(resource, "RLIMIT_" + name))
             for name in ("FSIZE", "CORE", "MSGQUEUE", "NOFILE")})
""",
            )
            assert told == {
                "tmp": [2 * MIB, 50], "shm": MIB, "sub": BOX_BYTES,
                "limits": {
                    "FSIZE": [BOX_BYTES] * 2, "NOFILE": [296] * 2, "CORE": [0, 0],
                    "MSGQUEUE": [0, 0],
                },
            }  # fmt: skip
        finally:
            box.close()

    def test_more_processors_than_there_are_means_all(self, driver: DockerDriver) -> None:
        box = driver.open(Limits(cpus=10_000))
        box.close()

    def test_every_limit_is_in_the_engine_s_words(self) -> None:
        config = host_config(Limits(), cpus=1.5, api_version="1.40")
        assert config["NanoCpus"] == 1_500_000_000
        assert config["Memory"] == config["MemorySwap"] == 384 * MIB
        assert "CgroupnsMode" not in config
        assert host_config(Limits(), cpus=1, api_version="1.50")["CgroupnsMode"] == "private"


@pytest.mark.docker
class TestEnds:
    def test_a_box_answers_and_tells_its_exit_code(self, box: DockerBox) -> None:
        send_program(box, "tell(heard=os.read(0, 4).decode())\nos._exit(7)")
        heard = Heard(box)
        box.stream.sendall(b"ping")
        assert heard.line() == {"heard": "ping"}
        heard.to_the_end()
        fate = box.fate()
        assert (fate.exit_code, fate.out_of_memory) == (7, False)
        box.close()
        assert box.fate() == fate

    def test_the_agent_sees_our_end(self, box: DockerBox) -> None:
        send_program(box, "tell(ready=True)\nwhile os.read(0, 100): pass\nos._exit(9)")
        assert Heard(box).line() == {"ready": True}
        box.stream.shutdown(socket.SHUT_WR)
        Heard(box).to_the_end()
        assert box.fate().exit_code == 9

    def test_close_removes_the_box_whatever_runs_in_it_and_can_be_repeated(
        self, driver: DockerDriver
    ) -> None:
        box = driver.open(Limits())
        assert ask(box, "tell(forked=os.fork() >= 0)\nimport time; time.sleep(1000)")
        assert exists(box.name)
        box.close()
        box.close()
        assert not exists(box.name)

    def test_close_in_another_thread_ends_the_reader(self, driver: DockerDriver) -> None:
        box = driver.open(Limits())
        send_program(box, "tell(ready=True)\nimport time; time.sleep(1000)")
        assert Heard(box).line()
        with ThreadPoolExecutor() as pool, box.stream.dup() as held:
            reading = pool.submit(held.recv, 100)
            box.close()
            assert reading.result(30) == b""

    def test_an_engine_that_is_gone_makes_close_no_worse(
        self, driver: DockerDriver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        box = driver.open(Limits())
        with monkeypatch.context() as patched:

            def unavailable() -> None:
                raise SandboxUnavailable("no engine")

            patched.setattr(engine, "client", unavailable)
            assert box.fate().detail == "no engine"
            box.close()
        engine.client().remove_container(box.id, force=True)


@pytest.mark.docker
class TestDriver:
    def test_a_box_that_cannot_start_leaves_nothing_behind(self) -> None:
        driver = DockerDriver("no-such-image-of-ours:1")
        with pytest.raises(SandboxUnavailable, match="no-such-image-of-ours:1") as caught:
            driver.open(Limits())
        assert caught.value.hint

    def test_another_image_of_the_same_name_has_another_fingerprint(
        self, driver: DockerDriver
    ) -> None:
        client, name = engine.client(), f"grader-test-{os.getpid()}:1"
        found: list[str] = []
        made = client.create_container(driver.image, command=["x"])
        try:
            for number in range(2):
                client.commit(made["Id"], *name.split(":"), message=str(number))
                found.append(DockerDriver(name).fingerprint())
            assert DockerDriver(name).fingerprint() == found[1] != found[0]
        finally:
            client.remove_container(made["Id"], force=True)
            for fingerprint in found:
                client.remove_image(fingerprint.split()[-1], force=True)

    def test_slots_have_user_ids_of_their_own(self, driver: DockerDriver) -> None:
        boxes = [driver.open(Limits(), slot=slot) for slot in range(2)]
        try:
            first, second = (box.base_uid for box in boxes)
            assert abs(first - second) >= 1000
            assert 1000 <= min(first, second) <= max(first, second) < 64_000
        finally:
            for box in boxes:
                box.close()

    def test_it_opens_boxes_in_threads_at_once(self, driver: DockerDriver) -> None:
        def open_and_ask(slot: int) -> int:
            box = driver.open(Limits(), slot=slot)
            try:
                return int(ask(box, f"tell(slot={slot})")["slot"])
            finally:
                box.close()

        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(open_and_ask, range(4))) == [0, 1, 2, 3]

    @pytest.mark.parametrize("method", ["fork", "spawn"])
    def test_it_works_in_another_process(self, driver: DockerDriver, method: Any) -> None:
        context = multiprocessing.get_context(method)
        near, far = context.Pipe()
        child = context.Process(target=open_elsewhere, args=(pickle.dumps(driver), far))
        child.start()
        assert near.recv() == {"elsewhere": True}
        child.join()

    def test_it_isolates_all_that_we_know_of(self, driver: DockerDriver) -> None:
        assert driver.gaps() == ()


def open_elsewhere(pickled: bytes, out: Any) -> None:
    box = pickle.loads(pickled).open(Limits())
    out.send(ask(box, "tell(elsewhere=True)"))
    box.close()


LEAVE_A_BOX = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from grader.model import Limits
from grader.sandbox.docker import DockerDriver
print(DockerDriver().open(Limits()).name, flush=True)
sys.stdin.read()
"""


@pytest.mark.docker
def test_the_boxes_of_a_killed_grader_are_swept_and_no_others(driver: DockerDriver) -> None:
    mine = driver.open(Limits())
    with subprocess.Popen(
        [sys.executable, "-c", LEAVE_A_BOX], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        name = other.stdout.readline().decode().strip()
        sweep()
        assert exists(name)
        other.kill()
    try:
        assert sweep() >= 1
        assert not exists(name)
        assert exists(mine.name)
    finally:
        mine.close()


def test_an_owner_is_gone_when_its_number_is_another_s() -> None:
    machine, boot, pid, started = owner().split()
    assert not gone(owner())
    assert gone(f"{machine} {boot} {pid} {int(started) + 1}")
    assert gone(f"{machine} another-boot {pid} {started}")
    assert not gone(f"elsewhere/1 {boot} {pid} {int(started) + 1}")
    assert not gone("")
    assert LABEL == "grader.owner"


class Tapped:
    """What the SDK hands out for transports that have no socket: `recv`, `sendall`, `close`."""

    def __init__(self, inner: socket.socket) -> None:
        self.inner = inner

    def recv(self, size: int) -> bytes:
        return self.inner.recv(size)

    def sendall(self, data: bytes) -> None:
        self.inner.sendall(data)

    def settimeout(self, seconds: float | None) -> None:
        self.inner.settimeout(seconds)

    def shutdown(self, how: int) -> None:
        self.inner.shutdown(how)

    def close(self) -> None:
        self.inner.close()


def test_a_connection_that_is_no_socket_is_relayed() -> None:
    near, far = socket.socketpair()
    tapped = Tapped(near)
    with far, plain_socket(tapped) as stream:
        stream.sendall(b"ping")
        assert far.recv(100) == b"ping"
        far.sendall(b"pong" * 50_000)
        assert receive(stream, 200_000) == b"pong" * 50_000
        far.shutdown(socket.SHUT_WR)
        assert stream.recv(100) == b""


def test_our_end_reaches_a_relayed_connection() -> None:
    near, far = socket.socketpair()
    with far:
        plain_socket(Tapped(near)).close()
        assert far.recv(100) == b""


def test_a_plain_socket_is_taken_over_and_made_blocking() -> None:
    near, far = socket.socketpair()
    near.settimeout(60)
    wrapped = near.makefile("rwb", buffering=0)
    stream = plain_socket(wrapped)
    near.close()
    with far, stream:
        assert stream.gettimeout() is None
        stream.sendall(b"ping")
        assert far.recv(100) == b"ping"


def receive(stream: socket.socket, size: int) -> bytes:
    parts = b""
    while len(parts) < size and (part := stream.recv(65536)):
        parts += part
    return parts
