"""One module a command, and the one list of them all."""

from __future__ import annotations

from typing import Any

from grader.commands import check, demo, doctor, grade, image, replay, start, verify
from grader.commands import list as list_
from grader.commands.base import Command

COMMANDS: dict[str, Command[Any]] = {
    module.COMMAND.name: module.COMMAND
    for module in (list_, start, check, grade, replay, verify, demo, doctor, image)
}
"""By name, in the order in which the help lists them."""
