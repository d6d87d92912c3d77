"""What every command is made of."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass, fields
from enum import IntEnum
from typing import Any, Generic, TypeVar

from rich.console import Console
from rich.text import Text


class Exit(IntEnum):
    """Say how a command ended."""

    OK = 0
    FAILED = 1
    USAGE = 2
    """The command line or the machine is not fit for what was asked."""
    FAULT = 3
    """The grader failed, or left something unjudged."""
    INTERRUPTED = 130
    BROKEN_PIPE = 141
    TERMINATED = 143


@dataclass(frozen=True, slots=True, kw_only=True)
class Streams:
    """Hold where a command writes: its result to `out`, all about its progress to `err`."""

    out: Console
    err: Console

    def say(self, text: str | Text) -> None:
        """Write a line of the result, never broken and never taken for markup."""
        self.out.print(text, soft_wrap=True, markup=False, highlight=False)

    def note(self, text: str | Text) -> None:
        """Write a line about progress or a warning."""
        self.err.print(text, soft_wrap=True, markup=False, highlight=False)


Options = TypeVar("Options")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Generic[Options]):
    """Describe a command to the command line."""

    name: str
    summary: str
    details: str = ""
    examples: tuple[str, ...]
    arguments: Callable[[ArgumentParser], None]
    """Add the arguments; each one's `dest` is a field of the options."""
    options: Callable[..., Options]
    """The options' dataclass."""
    run: Callable[[Options, Streams], Exit]

    def start(self, namespace: Namespace, streams: Streams) -> Exit:
        """Run the command with what was parsed."""
        names = [field.name for field in fields(self._dataclass())]
        return self.run(self.options(**{name: getattr(namespace, name) for name in names}), streams)

    def _dataclass(self) -> Any:
        return self.options
