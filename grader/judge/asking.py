"""Ask the program for things: what all stand-ins do."""

from __future__ import annotations

from typing import Any

from grader.judge.refs import Path, Ref

_VISIBLE_DUNDERS = frozenset(
    {"__dict__", "__wrapped__", "__self__", "__func__", "__members__", "__annotations__",
     "__slots__", "__name__", "__qualname__", "__closure__", "__defaults__", "__cause__"}
)  # fmt: skip


def ask(ref: Ref | None, verb: str, **details: Any) -> Any:
    """Ask the program for one thing, as `calls.request` does."""
    from grader.judge.calls import request

    return request(ref, verb, **details)


def session_number() -> int:
    """Return the number of the session that is asked now; 0 before there is one."""
    from grader.judge.bench import bench

    session = bench().running
    return 0 if session is None else session.number


def in_program(module: str, name: str, *args: Any) -> Any:
    """Call a function of the program's side by its name."""
    return ask(Path(module, name), "call", args=args)


def is_hidden(name: str) -> bool:
    """Tell whether an attribute is not the program's to give."""
    return name.startswith("_grader") or (
        name.startswith("__") and name.endswith("__") and name not in _VISIBLE_DUNDERS
    )


def held_ref(value: Any) -> Ref:
    """Return what a stand-in for an object stands for."""
    return object.__getattribute__(value, "_grader_ref")  # type: ignore[no-any-return]
