"""What the test changes around itself, for the program to find likewise.

A test that patches `random.randint` or `builtins.print`, sets a variable of the environment or a
logger's level, or seeds `random`, means the program's, which is another process. Before a request
the program is told what is so changed now, where that is not what it was told last.
"""

from __future__ import annotations

import builtins
import importlib
import logging
import os
import random
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any
from unittest.mock import NonCallableMock

import pytest

from grader.judge.session import Message, Session
from grader.wire import codec

_MODULES = (
    "calendar datetime getpass json math os platform posixpath random secrets shutil "
    "statistics string subprocess time urllib.request uuid webbrowser"
).split()
"""Those whose names tests put something else in place of."""
_REACHING = frozenset(
    "os posixpath shutil subprocess urllib.request webbrowser builtins.open".split()
)
"""Those that reach out of the process. What stands in for one of them may hand on to the real one,
here, and with the program's arguments: only a mock that answers by itself is handed over."""
_BUILTINS = ("input", "open", "print")
_OF_PYTEST = "PYTEST_"
"""How the variables begin that pytest sets: one of them is the name of the test."""

_TOLD = pytest.StashKey[Message]()
_NOTHING: Message = {"patches": [], "environment": {}, "levels": {}, "seeds": 0}
_MISSING = object()


class Surroundings:
    """Know how everything was before the test files."""

    def __init__(self) -> None:
        self._modules = [(m, dict(vars(m))) for m in map(importlib.import_module, _MODULES)]
        self._builtins = {name: getattr(builtins, name) for name in _BUILTINS}
        self._argv = list(sys.argv)
        self._environment = dict(os.environ)
        self._levels = _levels()
        self._seeds = 0
        for name in ("seed", "setstate"):
            setattr(random, name, self._counted(getattr(random, name)))
        self._modules = [
            (module, dict(vars(module)) if module is random else before)
            for module, before in self._modules
        ]

    def _counted(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self._seeds += 1
            return function(*args, **kwargs)

        return counted

    def patches(self) -> Iterator[tuple[str, str, Any]]:
        """Yield module, name and value of what is something else now."""
        for module, before in self._modules:
            if vars(module) != before:
                yield from self._safe(_changed(module, before))
        found = [(name, getattr(builtins, name), real) for name, real in self._builtins.items()]
        yield from self._safe(
            ("builtins", name, value) for name, value, real in found if value is not real
        )
        if sys.argv != self._argv:
            yield "sys", "argv", list(sys.argv)

    @staticmethod
    def _safe(found: Iterable[tuple[str, str, Any]]) -> Iterator[tuple[str, str, Any]]:
        for module, name, value in found:
            if not _REACHING & {module, f"{module}.{name}"} or _answers_by_itself(value):
                yield module, name, value

    def levels(self) -> dict[str, int]:
        """Return the levels of loggers that the test has set."""
        return {name: level for name, level in _levels().items() if self._levels.get(name) != level}

    def environment(self) -> dict[str, str]:
        """Return the variables that the test has set."""
        before = self._environment
        return {
            name: value
            for name, value in os.environ.items()
            if before.get(name) != value and not name.startswith(_OF_PYTEST)
        }

    @property
    def seeds(self) -> int:
        """Return how often the test has seeded `random`."""
        return self._seeds


def _changed(module: ModuleType, before: dict[str, Any]) -> Iterator[tuple[str, str, Any]]:
    for name, value in vars(module).items():
        if value is not before.get(name, _MISSING) and not name.startswith("__"):
            yield module.__name__, name, value


def _answers_by_itself(value: Any) -> bool:
    if not isinstance(value, NonCallableMock):
        return type(value) in (bool, int, float, str, bytes, type(None))
    effect = value.side_effect
    return value._mock_wraps is None and (
        not isinstance(effect, types.FunctionType | types.MethodType | types.BuiltinFunctionType)
        or effect.__module__ == "unittest.mock"  # That of `mock_open`.
    )


def _levels() -> dict[str, int]:
    loggers = logging.root.manager.loggerDict
    found = {
        name: logger.level
        for name, logger in loggers.items()
        if isinstance(logger, logging.Logger) and logger.level
    }
    return {**found, "root": logging.root.level}


_here: list[Surroundings] = []


def install() -> None:
    """Remember how everything is; done once in a judge process."""
    _here[:] = [Surroundings()]


def outgoing(session: Session, encode: Callable[[Any], codec.Node]) -> Message:
    """Return what a request tells of the surroundings."""
    if not _here:
        return {}
    here = _here[0]
    found = list(here.patches())
    now: Message = {
        "patches": [(module, name, id(value)) for module, name, value in found],
        "environment": here.environment(),
        "levels": here.levels(),
        "seeds": here.seeds,
    }
    before = session.state.setdefault(_TOLD, dict(_NOTHING))
    if now == before:
        return {}
    session.state[_TOLD] = now
    news: Message = {}
    if now["patches"] != before["patches"]:
        news["patches"] = [[module, name, encode(value)] for module, name, value in found]
    for part in ("environment", "levels"):
        if now[part] != before[part]:
            news[part] = now[part]
    if now["seeds"] != before["seeds"]:
        version, state, gauss = random.getstate()
        news["random"] = [version, list(state), gauss]
    return {"surroundings": news}
