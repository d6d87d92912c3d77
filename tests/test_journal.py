"""The journal changes nothing about the primitives that it watches."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from grader.inside import journal
from grader.inside.sheet import Sheet, read_page

ROOT = Path(__file__).parents[1]
RUN = """
import sys
sys.path[:0] = [{program!r}, {root!r}]
from grader.inside import journal
journal.preload()
journal.install({folder!r}, {program!r})
import student
student.main()
"""

LOCKS = """
import pickle, threading

def main():
    for make in (threading.Lock, threading.RLock):
        lock = make()
        assert type(lock).__module__ == "threading"  # the built-in one says _thread
        assert lock.acquire() is True
        lock.release()
        assert lock.acquire(False) is True
        lock.release()
        with lock as got:
            assert got is True
        condition = threading.Condition(lock)
        with condition:
            assert condition.wait(0.01) is False
            condition.notify_all()
        try:
            pickle.dumps(lock)
        except TypeError as error:
            assert "cannot pickle" in str(error)
        else:
            raise AssertionError("a lock was pickled")
        try:
            lock.release()
        except RuntimeError:
            pass
        else:
            raise AssertionError("a free lock was released")
        assert "lock" in repr(lock).lower()
    plain = threading.Lock()
    plain.acquire()
    assert plain.locked() and not plain.acquire(False) and not plain.acquire(timeout=0.01)
"""
SHARED = """
import multiprocessing as mp

def work(lock, queue, event, value):
    with lock:
        value.value += 1
    queue.put(value.value)
    event.set()

def main():
    for method in ("fork", "spawn", "forkserver"):
        context = mp.get_context(method)
        lock, queue, event = context.RLock(), context.JoinableQueue(), context.Event()
        value = context.Value("i", 0)
        children = [context.Process(target=work, args=(lock, queue, event, value)) for _ in "ab"]
        for child in children:
            child.start()
        assert sorted(queue.get() for _ in children) in ([1, 2], [2, 2])
        for child in children:
            queue.task_done()
            child.join()
            assert child.exitcode == 0
        queue.join()
        assert event.is_set() and value.value == 2
"""
SUBCLASSES = """
import asyncio, queue, threading
from concurrent.futures import ThreadPoolExecutor

class Jobs(queue.Queue):
    def put(self, item):
        super().put((item, 1))

class Worker(threading.Thread):
    def run(self):
        self.result = 5

async def wait(event):
    await event.wait()
    return 7

async def run():
    event = asyncio.Event()
    task = asyncio.ensure_future(wait(event))
    await asyncio.sleep(0)
    event.set()
    return await task

def main():
    jobs = Jobs()
    jobs.put("a")
    assert jobs.get() == ("a", 1)
    worker = Worker()
    worker.start()
    worker.join()
    assert worker.result == 5
    assert asyncio.run(run()) == 7
    assert asyncio.iscoroutinefunction(asyncio.Event.wait)
    with ThreadPoolExecutor(2) as executor:
        assert list(executor.map(abs, [-1, 2])) == [1, 2]
"""


@pytest.mark.parametrize("source", [LOCKS, SHARED, SUBCLASSES], ids=["locks", "shared", "others"])
def test_primitives_behave_as_ever(source: str, tmp_path: Path) -> None:
    program, folder = tmp_path / "program", tmp_path / "journal"
    program.mkdir()
    (program / "student.py").write_text(source)
    main = tmp_path / "run.py"
    text = RUN.format(program=str(program), root=str(ROOT), folder=str(folder))
    lines = text.strip().splitlines()
    body = "\n".join(f"    {line}" for line in lines)
    main.write_text(f"if __name__ == '__main__':\n{body}\n")

    done = subprocess.run(
        [sys.executable, "-B", str(main)], capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 0, done.stderr
    assert list(folder.glob("*.journal"))


def test_threads_that_note_at_once_share_a_sheet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Sheet] = []
    second = threading.Event()

    def make(folder: str) -> Sheet:
        made.append(Sheet(folder))
        if len(made) == 1:
            other.start()
            second.wait(0.3)  # It never comes, unless both make a sheet.
        else:
            second.set()
        return made[-1]

    monkeypatch.setattr(journal, "Sheet", make)
    noting = journal.Journal(str(tmp_path))
    other = threading.Thread(target=noting.note, kwargs={"from": "the other"})
    noting.note(by="the first")
    other.join()

    assert len(made) == 1
    [page] = map(read_page, map(str, tmp_path.iterdir()))
    assert page is not None
    assert len(page.notes) == 2


def test_sheet_of_an_earlier_process_is_left_whole(tmp_path: Path) -> None:
    before = Sheet(str(tmp_path))

    after = Sheet(str(tmp_path))  # The same process id, as one that comes round again.

    after.note({"fresh": 1})
    before.note({"still": "there"})
    [page] = map(read_page, map(str, tmp_path.iterdir()))
    assert page is not None
    assert page.notes == ({"fresh": 1},)
