"""The seccomp filter: tried for real on this machine, and read step by step for every machine."""

from __future__ import annotations

import errno
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from grader.inside import seccomp

ROOT = Path(__file__).parents[1]
ALLOWED = 0x7FFF0000
KILLED = 0x80000000
REFUSED = 0x00050000

INSTALL = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
if __name__ == "__main__":  # and not again in a spawned child, which has inherited it
    from grader.inside import seccomp
    assert seccomp.install()
"""

WORKS = {
    "threads": """
        import queue, threading
        q = queue.Queue()
        with threading.Lock():
            threads = [threading.Thread(target=q.put, args=(n,)) for n in range(8)]
            [t.start() for t in threads]
            [t.join() for t in threads]
        assert sorted(q.get() for _ in range(8)) == list(range(8))
    """,
    "executors": """
        from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
        with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2) as processes:
            assert list(threads.map(abs, [-1, -2])) == list(processes.map(abs, [-1, -2])) == [1, 2]
    """,
    "shared_memory": """
        from multiprocessing.shared_memory import SharedMemory
        block = SharedMemory(create=True, size=16)
        block.buf[0] = 7
        again = SharedMemory(name=block.name)
        assert again.buf[0] == 7
        again.close(); block.close(); block.unlink()
    """,
    "subprocesses": """
        import asyncio, subprocess
        assert subprocess.check_output([sys.executable, "-c", "print(1)"]) == b"1\\n"
        async def main():
            child = await asyncio.create_subprocess_exec(
                sys.executable, "-c", "print(2)", stdout=asyncio.subprocess.PIPE)
            out, _ = await child.communicate()
            assert out == b"2\\n"
        asyncio.run(main())
    """,
    "sockets": """
        import asyncio, socket
        assert socket.getaddrinfo("localhost", 80)
        a, b = socket.socketpair()
        a.sendall(b"x"); assert b.recv(1) == b"x"
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname()).close()
    """,
    "files and terminals": """
        import os, pty, tempfile, mmap, fcntl
        with tempfile.TemporaryFile() as file:
            file.truncate(4096); fcntl.flock(file, fcntl.LOCK_EX)
            mmap.mmap(file.fileno(), 4096)[:1] = b"x"
        master, slave = pty.openpty()
        assert os.get_terminal_size(slave)
        assert os.sched_getaffinity(0)
    """,
}

MULTIPROCESSING = """
import multiprocessing as mp

def work(queue, lock, value, array, event, barrier, end):
    with lock:
        value.value += 1
        array[0] += 1
    event.wait()
    barrier.wait()
    queue.put(value.value)
    end.send("done")
    end.close()

def main(method):
    context = mp.get_context(method)
    queue, lock, event = context.Queue(), context.Lock(), context.Event()
    value, array, barrier = context.Value("i"), context.Array("i", 1), context.Barrier(3)
    near, far = context.Pipe()
    many = [context.Process(target=work, args=(queue, lock, value, array, event, barrier, far))
            for _ in range(2)]
    [p.start() for p in many]
    event.set()
    barrier.wait()
    assert [queue.get(), queue.get()] and near.recv() == near.recv() == "done"
    [p.join() for p in many]
    assert [p.exitcode for p in many] == [0, 0] and value.value == array[0] == 2
    with context.Pool(2) as pool:
        assert pool.map(abs, [-1, -2]) == [1, 2]
    with context.Manager() as manager:
        shared = manager.dict(a=1)
        shared["b"] = manager.Queue().qsize()
        assert dict(shared) == {"a": 1, "b": 0}

if __name__ == "__main__":
    main(sys.argv[1])
    print("works")
"""


def run(code: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    script = folder / "script.py"
    script.write_text(code)
    return subprocess.run(
        [sys.executable, "-B", str(script), *arguments],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def dedented(code: str) -> str:
    return "\n".join(line.removeprefix("        ") for line in code.splitlines())


@pytest.mark.parametrize("name", WORKS)
def test_what_a_program_needs_still_works(name: str, tmp_path: Path) -> None:
    body = "\n".join(f"    {line}" for line in dedented(WORKS[name]).splitlines())
    done = run(f"{INSTALL}\nif __name__ == '__main__':\n{body}\n    print('works')\n", tmp_path)
    assert (done.stdout, done.stderr) == ("works\n", "")


@pytest.mark.parametrize("method", ["fork", "forkserver", "spawn"])
def test_multiprocessing_still_works(method: str, tmp_path: Path) -> None:
    done = run(INSTALL + MULTIPROCESSING, tmp_path, method)
    assert (done.stdout, done.stderr) == ("works\n", "")


REFUSED_CALLS = {
    "ptrace": "libc.ptrace(0, 0, 0, 0)",
    "process_vm_readv": "libc.process_vm_readv(os.getpid(), 0, 0, 0, 0, 0)",
    "shmget": "libc.shmget(0, 4096, 0o1600)",
    "semget": "libc.semget(0, 1, 0o1600)",
    "msgget": "libc.msgget(0, 0o1600)",
    "io_uring_setup": "libc.syscall(425, 1, ctypes.create_string_buffer(120))",
    "keyctl": "libc.syscall({keyctl}, 0, -3, 0)",
    "mount": 'libc.mount(b"none", b"/tmp", b"tmpfs", 0, 0)',
    "unshare a user namespace": "libc.unshare(0x10000000)",
    "clone into a user namespace": "libc.syscall({clone}, 0x10000000 | 17, 0, 0, 0, 0)",
    "TIOCSTI": 'libc.ioctl(os.openpty()[1], 0x5412, b"x")',
    "PR_SET_DUMPABLE": "libc.prctl(4, 0, 0, 0, 0)",
    "PR_SET_SECCOMP": "libc.prctl(22, 1, 0, 0, 0)",
    "personality": "libc.personality(0x0040000)",
}


@pytest.mark.parametrize("name", REFUSED_CALLS)
def test_a_refused_call_fails_with_eperm_in_threads_and_after_exec_too(
    name: str, tmp_path: Path
) -> None:
    call = REFUSED_CALLS[name].format(**{key: own_number(key) for key in ("keyctl", "clone")})
    tried = (
        "import ctypes, os\n"
        "libc = ctypes.CDLL(None, use_errno=True)\n"
        f"result = {call}\n"
        "print(result, ctypes.get_errno(), flush=True)\n"
    )
    before = f"import subprocess, threading\ngo = threading.Event()\ntried = {tried!r}\n"
    thread = "thread = threading.Thread(target=lambda: (go.wait(), exec(tried, {})))\n"
    after = "thread.start()\n" + INSTALL + "go.set(); thread.join(); exec(tried, {})\n"
    child = "subprocess.run([sys.executable, '-c', tried])\n"
    done = run(before + thread + after + child, tmp_path)
    assert done.stdout.split("\n") == [f"-1 {errno.EPERM}"] * 3 + [""], done.stderr


@pytest.mark.parametrize("family", [16, 17, 38, 40])
def test_an_odd_socket_family_is_unknown(family: int, tmp_path: Path) -> None:
    code = f"import socket\ntry: socket.socket({family}, 3)\nexcept OSError as e: print(e.errno)\n"
    assert run(INSTALL + code, tmp_path).stdout == f"{errno.EAFNOSUPPORT}\n"


def test_libc_falls_back_from_clone3_which_is_unknown(tmp_path: Path) -> None:
    code = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"
    code += "print(libc.syscall(435, 0, 0), ctypes.get_errno())\n"
    assert run(INSTALL + code, tmp_path).stdout == f"-1 {errno.ENOSYS}\n"


@pytest.mark.parametrize("machine", seccomp.MACHINES)
def test_every_listed_call_is_refused_and_its_neighbours_are_not(machine: str) -> None:
    column, architecture = seccomp.MACHINES[machine]
    listed = {row[column]: name for name, row in seccomp.NUMBERS.items() if row[column] is not None}
    code = seccomp.program(machine)
    for number in range(600):
        name = listed.get(number)
        if name not in seccomp.ARGUMENTS:
            expected = ALLOWED if name is None else REFUSED | errno.EPERM
            assert verdict(code, number, architecture) == expected, (number, name)


@pytest.mark.parametrize("machine", seccomp.MACHINES)
@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("clone", (0x01200011,), ALLOWED),  # fork
        ("clone", (0x003D0F00,), ALLOWED),  # a thread
        ("clone", (0x10000011,), REFUSED | errno.EPERM),
        ("clone", (0x00020011,), REFUSED | errno.EPERM),
        ("clone3", (0,), REFUSED | errno.ENOSYS),
        ("socket", (1,), ALLOWED),
        ("socket", (2,), ALLOWED),
        ("socket", (10,), ALLOWED),
        ("socket", (16,), REFUSED | errno.EAFNOSUPPORT),
        ("socket", (40,), REFUSED | errno.EAFNOSUPPORT),
        ("socketpair", (1,), ALLOWED),
        ("socketpair", (30,), REFUSED | errno.EAFNOSUPPORT),
        ("ioctl", (0, 0x5413), ALLOWED),
        ("ioctl", (0, 0x5412), REFUSED | errno.EPERM),
        ("ioctl", (0, 0xFFFFFFFF00005412), REFUSED | errno.EPERM),  # the kernel reads 32 bits
        ("ioctl", (0, 0x541C), REFUSED | errno.EPERM),
        ("prctl", (15,), ALLOWED),  # PR_SET_NAME
        ("prctl", (4,), REFUSED | errno.EPERM),
        ("personality", (0xFFFFFFFF,), ALLOWED),
        ("personality", (0,), REFUSED | errno.EPERM),
    ],
)
def test_arguments_decide(
    machine: str, name: str, arguments: tuple[int, ...], expected: int
) -> None:
    column, architecture = seccomp.MACHINES[machine]
    number = seccomp.NUMBERS[name][column]
    assert number is not None
    assert verdict(seccomp.program(machine), number, architecture, arguments) == expected


def test_calls_of_another_architecture_end_the_process() -> None:
    for machine in seccomp.MACHINES:
        assert verdict(seccomp.program(machine), 1, 0x40000003) == KILLED  # i386's exit


def test_x32_calls_are_refused() -> None:
    architecture = seccomp.MACHINES["x86_64"][1]
    code = seccomp.program("x86_64")
    assert verdict(code, 0x40000000 | 1, architecture) == REFUSED | errno.EPERM


def own_number(name: str) -> int:
    import os

    number = seccomp.NUMBERS[name][seccomp.MACHINES[os.uname().machine][0]]
    assert number is not None
    return number


def verdict(code: bytes, number: int, architecture: int, arguments: tuple[int, ...] = ()) -> int:
    """Run a filter as the kernel would, on the data of one call."""
    data = struct.pack("<IIQ6Q", number, architecture, 0, *arguments, *[0] * (6 - len(arguments)))
    steps = list(struct.iter_unpack("<HBBI", code))
    register, at = 0, 0
    while True:
        operation, skip, otherwise, value = steps[at]
        at += 1
        match operation:
            case 0x20:
                register = int.from_bytes(data[value : value + 4], "little")
            case 0x15:
                at += skip if register == value else otherwise
            case 0x35:
                at += skip if register >= value else otherwise
            case 0x45:
                at += skip if register & value else otherwise
            case 0x06:
                return int(value)
            case _:
                raise AssertionError(f"no such operation: {operation:#x}")
