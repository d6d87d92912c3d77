"""The command that runs a failing order again."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from pathlib import Path

from grader.report.plain import plain

ReplayOf = Callable[[str], str]
"""Returns the command that runs a case again, given its name."""


def replay_command(judgement: Path | str, *options: str) -> ReplayOf:
    """Return what writes the command for a case of a judgement, fit to be pasted into a shell."""

    def command(case: str) -> str:
        words = [str(judgement), case, *options]
        # What begins with a dash would be taken for an option.
        words = [f"./{words[0]}" if words[0].startswith("-") else words[0], *words[1:]]
        return plain(shlex.join(["grader", "replay", *words]))

    return command


def on_lines(command: str, width: int) -> tuple[str, ...]:
    """Break a command between its words so that a shell still takes it as one."""
    if len(command) <= width:
        return (command,)
    first, *words = [shlex.quote(word) for word in shlex.split(command)]
    lines = [first]
    for word in words:
        if len(lines[-1]) + len(word) + 3 > width:
            lines.append(f"  {word}")
        else:
            lines[-1] += f" {word}"
    return (*(f"{line} \\" for line in lines[:-1]), lines[-1])
