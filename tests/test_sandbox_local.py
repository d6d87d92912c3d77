"""Boxes without Docker: bubblewrap's walls for root and for others, and no walls at all."""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from grader.errors import SandboxUnavailable, UsageError
from grader.model import Limits
from grader.sandbox import bubblewrap, choose, engine, tree
from grader.sandbox.docker import DockerDriver
from grader.sandbox.local import LocalBox, LocalDriver
from tests.support.boxes import Heard, ask, send_program

ROOT = Path(__file__).parents[1]
MIB = 1024 * 1024
Opener = Callable[..., LocalBox]


def walled(*, as_root: bool) -> LocalDriver:
    if as_root and os.geteuid() != 0:
        pytest.skip("only root can have root's walls")
    driver = LocalDriver()
    driver.prepare()
    driver._as_root = as_root
    return driver


@pytest.fixture(params=["root", "user namespace", "no walls"])
def any_driver(request: pytest.FixtureRequest) -> LocalDriver:
    if request.param == "no walls":
        return LocalDriver(isolated=False)
    return walled(as_root=request.param == "root")


@pytest.fixture(params=["root", "user namespace"])
def walled_driver(request: pytest.FixtureRequest) -> LocalDriver:
    return walled(as_root=request.param == "root")


@pytest.fixture
def opened() -> Iterator[Opener]:
    with ExitStack() as stack:

        def open_box(driver: LocalDriver, limits: Limits | None = None) -> LocalBox:
            box = driver.open(limits or Limits())
            stack.callback(box.close)
            return box

        yield open_box


def test_a_box_answers_and_tells_its_exit_code(any_driver: LocalDriver, opened: Opener) -> None:
    box = opened(any_driver)
    send_program(box, "tell(heard=os.read(0, 4).decode())\nos._exit(7)")
    box.stream.sendall(b"ping")
    heard = Heard(box)
    assert heard.line() == {"heard": "ping"}
    heard.to_the_end()
    assert box.fate().exit_code == 7


def test_what_the_agent_writes_on_its_error_stream_is_its_fate_s_detail(
    any_driver: LocalDriver, opened: Opener
) -> None:
    box = opened(any_driver)
    send_program(box, "print('x' * 100_000, file=sys.stderr)\nraise RuntimeError('the reason')")
    Heard(box).to_the_end()
    box._child.tail.close()
    fate = box.fate()
    assert fate.exit_code == 1
    assert fate.detail.endswith("RuntimeError: the reason")
    assert len(fate.detail) <= 4096


def test_a_killed_agent_counts_as_a_shell_counts(any_driver: LocalDriver, opened: Opener) -> None:
    box = opened(any_driver)
    assert ask(box, "tell(ready=True)\nimport time; time.sleep(1000)")
    launched = box._child.process.pid
    (agent,) = tree.below(launched) or {launched}
    os.kill(agent, signal.SIGKILL)
    assert box.fate().exit_code == 137


FORKS = """
near, far = os.pipe()
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        os.write(far, b"x")
        import signal, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        time.sleep(1000)
started = b""
while len(started) < 3:
    started += os.read(near, 3)
tell(marks=os.environ.get("GRADER_BOX"))
"""


@pytest.mark.parametrize("agent_ends", [False, True])
def test_close_leaves_no_process_and_can_be_repeated(
    any_driver: LocalDriver, agent_ends: bool, opened: Opener
) -> None:
    box = opened(any_driver)
    before = tree.below(os.getpid())
    send_program(box, FORKS + ("os._exit(0)" if agent_ends else "import time; time.sleep(1000)"))
    heard = Heard(box)
    heard.line()
    inside = (tree.below(os.getpid()) - before) | tree.marked(box.name)
    assert agent_ends or inside
    box.close()
    box.close()
    assert not tree.marked(box.name)
    assert not inside & {pid for pid, _ in tree._living()}


def test_a_box_outlives_the_thread_that_opened_it(any_driver: LocalDriver, opened: Opener) -> None:
    boxes: list[LocalBox] = []
    thread = threading.Thread(target=lambda: boxes.append(opened(any_driver)))
    thread.start()
    thread.join()
    assert ask(boxes[0], "tell(alive=True)") == {"alive": True}


def test_the_environment_is_clean(
    any_driver: LocalDriver, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "hidden")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    told = ask(opened(any_driver), "tell(names=sorted(os.environ), path=sys.path)")
    ours = {"PATH", "LANG", "HOME", "TMPDIR", "PWD", "PYTHONHASHSEED", tree.MARK}
    assert set(told["names"]) <= ours | {"LC_CTYPE"}
    assert str(ROOT) not in told["path"]


def test_only_the_agent_s_streams_are_open(any_driver: LocalDriver, opened: Opener) -> None:
    with open(__file__) as other:
        os.set_inheritable(other.fileno(), True)
        told = ask(opened(any_driver), "tell(fds=os.listdir('/proc/self/fd'))")
    assert len(told["fds"]) == 4  # three, and the listing's own


def test_a_plain_box_has_a_folder_of_its_own_that_goes_with_it(opened: Opener) -> None:
    box = opened(LocalDriver(isolated=False))
    told = ask(box, "tell(box=box, tmp=os.environ['TMPDIR'], cwd=os.getcwd(), pid=os.getpid())")
    folder = Path(told["box"])
    assert told["tmp"] == told["box"] == told["cwd"]
    assert folder.stat().st_mode & 0o777 == 0o700
    box.close()
    assert not folder.exists()


def test_walls_show_a_python_and_nothing_else(walled_driver: LocalDriver, opened: Opener) -> None:
    told = ask(
        opened(walled_driver),
        """
import socket
tell(root=sorted(os.listdir("/")), path=sys.path, pid=os.getpid(), host=socket.gethostname(),
     local=sorted(os.listdir("/usr/local")), installed=[
         name for path in sys.path if os.path.isdir(path) for name in os.listdir(path)
         if name in ("site-packages", "dist-packages") and os.listdir(os.path.join(path, name))],
     processes=[name for name in os.listdir("/proc") if name.isdigit()],
     devices=[line.split(":")[0].strip() for line in open("/proc/net/dev")][2:],
     reach=attempt(socket.create_connection, ("192.0.2.1", 80), 5))
""",
    )
    assert set(told["root"]) <= {"dev", "etc", "lib", "lib64", "proc", "sub", "tmp", "usr"}
    assert set(told["local"]) <= {"bin", "lib", "lib64"}
    assert told["installed"] == []
    assert (told["pid"], told["processes"], told["host"]) == (1, ["1"], "box")
    assert told["devices"] == ["lo"]
    assert told["reach"] == "OSError 101"


def test_walls_can_be_written_only_in_memory(walled_driver: LocalDriver, opened: Opener) -> None:
    limits = Limits(file_bytes=2 * MIB, shared_memory_bytes=MIB)
    told = ask(
        opened(walled_driver, limits),
        """
def write(path):
    with open(path + "/x", "w"):
        return "written"
def size(path):
    status = os.statvfs(path)
    return status.f_frsize * status.f_blocks
import sysconfig
tell(writable=[path for path in ("", "/etc", "/dev", "/usr/local/bin", "/tmp", "/sub", "/dev/shm",
                                 sysconfig.get_path("stdlib"), "/proc/sys/kernel")
               if "written" in attempt(write, path)],
     sizes=[size("/tmp"), size("/dev/shm")])
""",
    )
    assert told["writable"] == ["/tmp", "/sub", "/dev/shm"]
    if "--size" in bubblewrap.require().options:
        assert told["sizes"] == [2 * MIB, MIB]


def test_walls_leave_root_the_means_to_change_users_and_others_nothing(
    walled_driver: LocalDriver, opened: Opener
) -> None:
    box = opened(walled_driver)
    told = ask(
        box,
        f"""
status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines())
def become(user):
    os.setgroups([]); os.setgid(user); os.setuid(user)
    return os.getuid()
tell(caps=status["CapEff"].strip(), no_new=status["NoNewPrivs"].strip(),
     became=attempt(become, {box.base_uid or 1234}))
""",
    )
    if walled_driver._as_root:
        assert (told["caps"], told["became"]) == ("00000000000800e0", str(box.base_uid))
    else:
        assert box.base_uid is None
        assert (told["caps"], told["became"]) == ("0" * 16, "PermissionError 1")
    assert told["no_new"] == "1"


def test_multiprocessing_works_within_the_walls(walled_driver: LocalDriver, opened: Opener) -> None:
    told = ask(
        opened(walled_driver),
        """
import multiprocessing
results = []
for method in ("fork", "spawn", "forkserver"):
    with multiprocessing.get_context(method).Pool(2) as pool:
        results.append(pool.map(abs, [-1, -2]))
tell(results=results)
""",
    )
    assert told["results"] == [[1, 2]] * 3


def test_gaps_are_told_in_words() -> None:
    plain, isolated = LocalDriver(isolated=False).gaps(), LocalDriver().gaps()
    assert any("network" in gap for gap in plain)
    assert any("memory" in gap for gap in isolated)
    assert not any("network" in gap for gap in isolated)


def test_a_driver_can_be_sent_to_another_process() -> None:
    driver = LocalDriver(isolated=False)
    assert pickle.loads(pickle.dumps(driver)).isolated is False


@pytest.fixture
def no_bubblewrap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bubblewrap, "tool", lambda: None)


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    engine._forget()
    monkeypatch.setenv("DOCKER_HOST", "unix:///no/such/socket")


@pytest.mark.usefixtures("no_bubblewrap")
def test_without_bubblewrap_it_says_what_to_install() -> None:
    with pytest.raises(SandboxUnavailable, match="not installed") as caught:
        LocalDriver().prepare()
    assert "apt install bubblewrap" in str(caught.value.hint)


def test_forbidden_namespaces_are_said_with_bubblewrap_s_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bwrap"
    fake.write_text("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n")
    fake.chmod(0o755)
    real = bubblewrap.require()
    monkeypatch.setattr(
        bubblewrap, "tool", lambda: bubblewrap.Tool(path=str(fake), options=real.options)
    )
    with pytest.raises(SandboxUnavailable, match="No permissions to create") as caught:
        LocalDriver().prepare()
    assert "userns" in str(caught.value.hint)
    driver = LocalDriver()
    driver._as_root = False
    box = driver.open(Limits())
    Heard(box).to_the_end()
    assert box.fate().exit_code == 1
    box._child.tail.close()
    assert "No permissions" in box.fate().detail
    box.close()


@pytest.mark.docker
def test_auto_is_docker_where_an_engine_answers() -> None:
    assert isinstance(choose.choose("auto", trusted=False), DockerDriver)
    assert isinstance(choose.choose("docker", trusted=False), DockerDriver)


@pytest.mark.usefixtures("no_engine")
def test_auto_without_an_engine_is_bubblewrap() -> None:
    driver = choose.choose("auto", trusted=True)
    assert isinstance(driver, LocalDriver)
    assert driver.isolated
    with pytest.raises(SandboxUnavailable):
        choose.choose("docker", trusted=True)


@pytest.mark.usefixtures("no_engine", "no_bubblewrap")
@pytest.mark.parametrize("name", ["auto", "local"])
def test_with_neither_only_trusted_code_runs(name: str) -> None:
    with pytest.raises(SandboxUnavailable, match="wall student code off") as caught:
        choose.choose(name, trusted=False)
    assert "--trust-submissions" in str(caught.value.hint)
    driver = choose.choose(name, trusted=True)
    assert isinstance(driver, LocalDriver)
    assert not driver.isolated


def test_an_unknown_sandbox_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="'podman'"):
        choose.choose("podman", trusted=True)


DIES = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from grader.model import Limits
from grader.sandbox.local import LocalDriver
from tests.support.boxes import ask
driver = LocalDriver()
driver.prepare()
box = driver.open(Limits())
ask(box, "tell(ready=True)\\nimport time; time.sleep(1000)")
print(box._child.process.pid, flush=True)
sys.stdin.read()
"""


def test_walled_boxes_die_with_their_grader() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", DIES], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as grader:
        assert grader.stdout is not None
        bwrap = int(grader.stdout.readline())
        inside = tree.below(bwrap)
        handles = [os.pidfd_open(pid) for pid in (bwrap, *inside)]
        assert len(handles) >= 2
        grader.kill()
    for handle in handles:
        assert select.select([handle], [], [], 30)[0]
        os.close(handle)
