"""What the test has changed around itself, done likewise here: patches, variables, the seed."""

from __future__ import annotations

import importlib
import logging
import os
import random
from collections.abc import Callable
from typing import Any

_MISSING = object()


class Surroundings:
    """Remember how everything was before the test changed it."""

    def __init__(self) -> None:
        self._patched: dict[tuple[str, str], Any] = {}
        self._variables: dict[str, str | None] = {}
        self._levels: dict[str, int] = {}

    def take(self, news: dict[str, Any] | None, decode: Callable[[Any], Any]) -> None:
        """Make everything as the test has it now."""
        if news is None:
            return
        if "patches" in news:
            self._patch([(module, name, decode(node)) for module, name, node in news["patches"]])
        if "environment" in news:
            self._set_variables(news["environment"])
        if "levels" in news:
            self._set_levels(news["levels"])
        if "random" in news:
            version, state, gauss = news["random"]
            random.setstate((version, tuple(state), gauss))

    def _patch(self, wanted: list[tuple[str, str, Any]]) -> None:
        for (module, name), before in self._patched.items():
            _put(module, name, before)
        self._patched = {}
        for module, name, value in wanted:
            found = vars(importlib.import_module(module))
            self._patched[module, name] = found.get(name, _MISSING)
            _put(module, name, value)

    def _set_variables(self, wanted: dict[str, str]) -> None:
        for name, before in self._variables.items():
            if before is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = before
        self._variables = {name: os.environ.get(name) for name in wanted}
        os.environ.update(wanted)

    def _set_levels(self, wanted: dict[str, int]) -> None:
        for name, before in self._levels.items():
            logging.getLogger(name).setLevel(before)
        self._levels = {name: logging.getLogger(name).level for name in wanted}
        for name, level in wanted.items():
            logging.getLogger(name).setLevel(level)


def _put(module: str, name: str, value: Any) -> None:
    found = importlib.import_module(module)
    if value is _MISSING:
        vars(found).pop(name, None)
    else:
        setattr(found, name, value)
