"""Say in plain words what an explanation's data says in terms of Python and the kernel."""

from __future__ import annotations

import re

from grader.report.html.text import duration
from grader.words import ENGLISH, N_, _, language

_KINDS = {
    "Lock": N_("lock"),
    "RLock": "lock",
    "Queue": N_("queue"),
    "JoinableQueue": "queue",
    "SimpleQueue": "queue",
    "Semaphore": N_("semaphore"),
    "BoundedSemaphore": "semaphore",
    "Condition": N_("condition"),
    "Barrier": N_("barrier"),
    "acquire": "lock",
    "get": "queue",
    "put": "queue",
    "join": "queue",
    "recv": N_("connection"),
    "send": N_("full pipe"),
    "result": N_("result"),
    "call": N_("manager"),
    "pool_join": N_("pool"),
    "child": N_("program"),
    "thread_join": N_("thread"),
    "wait": N_("event"),
}
"""By the class of a thing, or by what is done with it where its class is not known."""

_STATES = {
    "running": N_("running"),
    "timed": N_("sleeping"),
    "sleeping": "sleeping",
    "in the test": N_("in the test"),
    **dict.fromkeys(
        (
            *("futex", "fds", "epoll", "child", "signal", "lock", "unknown"),
            *("blocked", "joining", "waiting"),
        ),
        N_("waiting"),
    ),
}

_LIMITS = {
    "wall_seconds": N_("Time limit"),
    "cpu_seconds": N_("CPU time limit"),
    "memory_bytes": N_("Memory limit"),
    "output_bytes": N_("Output limit"),
    "file_bytes": N_("Limit for files"),
    "payload": N_("Limit for one call's data"),
    "processes": N_("Limit of processes and threads"),
    "open_files": N_("Limit of open files"),
}
_UNITS = ((1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB"))

_DIGITS = re.compile(r"[-_ ]?\d+")


def resource_name(kind: str, name: str) -> str:
    """Name what is waited for: queue 'belt'."""
    word = _(_KINDS.get(kind, kind.lower()) or N_("something"))
    return f"{word} '{name}'" if name else word


def said_state(state: str) -> str:
    """Say whether a task waits, runs or sleeps; an unknown state is left as it is."""
    return _(_STATES[state]) if state in _STATES else state


def said_waits(waits_for: str) -> str:
    """Say what a task does, as the end of a sentence that begins with its name."""
    has_verb = waits_for.startswith(("waits", "is ", "sleeps", "runs"))
    return waits_for if has_verb or not waits_for else _("waits for {what}", what=waits_for)


def waited_for(waits_for: str) -> str:
    """Say what a task waits for, without the verb; empty where it waits for nothing."""
    if waits_for.startswith(("is ", "runs")) or waits_for == "waits":
        return ""
    return waits_for.removeprefix("waits ").removeprefix("for ").removeprefix("on ")


def plural(said: str) -> str:
    """Put the verb that a note begins with into the plural, in English."""
    if language() != ENGLISH:
        return said
    verb, space, rest = said.partition(" ")
    many = {"is": "are", "has": "have"}.get(verb)
    if many is None and verb.endswith("s") and not verb.endswith("ss"):
        many = verb.removesuffix("s")
    return f"{many or verb}{space}{rest}"


def without_numbers(name: str) -> str:
    """Return what the names of tasks of one kind share: Thread-3 (work) is Thread (work)."""
    return " ".join(_DIGITS.sub("", name).split()) or name


def limit_name(key: str) -> str:
    """Name a limit of the sandbox."""
    return _(_LIMITS[key]) if key in _LIMITS else key.replace("_", " ")


def amount(limit: str, value: float | None) -> str:
    """Write a limit's value with its unit; empty where it is not known."""
    if value is None:
        return ""
    if limit.endswith("_seconds"):
        return duration(value)
    if limit == "payload" or limit.endswith("_bytes"):
        return _size(value)
    return f"{value:,.0f}" if value < 2**53 else f"{value:g}"


def _size(count: float) -> str:
    for unit, name in _UNITS:
        if count >= unit:
            return f"{count / unit:.1f}".removesuffix(".0") + f" {name}"
    return _("{count} bytes", count=f"{count:.0f}")
