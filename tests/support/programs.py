"""One program for every kind of box, and a way to speak with it as the judge does.

with talk(driver) as bench:
    with session(bench) as program:
        assert program.add(1, b=2) == 3
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from grader.judge import link as judge_link
from grader.judge.bench import Bench, install
from grader.judge.calls import request
from grader.judge.link import Link
from grader.judge.refs import Path
from grader.model import Limits
from grader.sandbox import fake
from grader.sandbox.base import Box, Driver
from grader.sandbox.bundle import bundle

SOURCE = """
import multiprocessing, os, sys, threading, time
LIMIT = 3
log: list[object] = []
class Refused(ValueError):
    pass
def add(a, b=10):
    return a + b
def refuse(text):
    raise Refused(text)
def misuse(text):
    raise KeyError(text)
def sort(items):
    items.sort()
    items.append([items])
def remember(item):
    log.append(item)
    return list(log)
def speak(out, err):
    print(out)
    print(err, file=sys.stderr)
def apply(function, *args):
    return function(*args)
def in_threads(function, count):
    threads = [threading.Thread(target=function, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
def in_children(method, function, count):
    context = multiprocessing.get_context(method)
    children = [context.Process(target=function, args=(n,)) for n in range(count)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    return [child.exitcode for child in children]
def leave(code):
    os._exit(code)
def lock_twice():
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
def sleep_on():
    time.sleep(3600)
"""


def _speak(out: str, err: str) -> None:
    fake.say(out + "\n")
    fake.say(err + "\n", to_stderr=True)


def _in_threads(function: Any, count: int) -> None:
    threads = [fake.start_thread(function, n) for n in range(count)]
    with fake.blocked():
        for thread in threads:
            thread.join()


def _leave(code: int) -> None:
    raise fake.Exit(code)


def as_functions() -> Mapping[str, Mapping[str, Any]]:
    """Return the program as the fake takes it, which can neither print nor fork nor exit."""
    names: dict[str, Any] = {"__name__": "program"}
    exec(SOURCE, names)
    mine = {key: value for key, value in names.items() if not key.startswith("__")}
    for module in ("multiprocessing", "os", "sys", "threading", "time"):
        del mine[module]
    return {"program": {**mine, "speak": _speak, "in_threads": _in_threads, "leave": _leave}}


@contextmanager
def talk(driver: Driver, limits: Limits | None = None) -> Iterator[tuple[Box, Bench]]:
    """Open a box with the program in it and sit down at it."""
    limits = limits or Limits()
    box = driver.open(limits)
    try:
        link = Link(box.stream, multiplexed=box.multiplexed, bundle=bundle())
        link.hello(
            {"program.py": SOURCE.encode()},
            limits,
            box.base_uid,
            timeout_seconds=judge_link.START_SECONDS,
        )
        bench = Bench(link, limits)
        install(bench)
        yield box, bench
    finally:
        box.close()


class Program:
    """The program's module in the current session."""

    def __getattr__(self, name: str) -> Any:
        return request(Path("program", ""), "get", name=name)


@contextmanager
def session(bench: Bench) -> Iterator[Any]:
    """Open a session and import the program in it; prove at its end that nothing is left."""
    opened = bench.open()
    with bench.using(lambda: opened):
        try:
            request(Path("program", ""), "import", name="program")
            yield Program()
        finally:
            bench.close(opened)
    assert bench.clean
