"""What there is to judge, and the events in which a judge process tells what it found."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from grader.errors import WireError
from grader.model import CaseResult, Exercise, Schedule, Submission, Verdict
from grader.words import ENGLISH

BOX_LOST = "The sandbox went away"
"""How the message of a case begins that was open when its box vanished."""


class Suite(StrEnum):
    """Which of an exercise's cases are run."""

    ALL = "all"
    VISIBLE = "visible"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One submission to be judged. Picklable, so that any executor can take it."""

    exercise: Exercise
    submission: Submission
    suite: Suite = Suite.ALL
    only: str | None = None
    """The one case that is run, by its name; None for all."""
    schedule: Schedule | None = None
    """The order that its cases are run in; None where they choose their own."""
    language: str = ENGLISH
    """In which its student is told what happened."""

    @property
    def folders(self) -> tuple[Path, ...]:
        """Return the folders of the tests that are run."""
        both = (self.exercise.visible_tests, self.exercise.hidden_tests)
        wanted = both if self.suite is Suite.ALL else both[:1]
        return tuple(folder for folder in wanted if folder.is_dir())


def dump_event(event: str, details: dict[str, Any]) -> bytes:
    """Return an event as one line of JSON."""
    plain = {
        key: dataclasses.asdict(value) if isinstance(value, CaseResult) else value
        for key, value in details.items()
    }
    return json.dumps({"event": event, **plain}).encode() + b"\n"


def load_event(line: bytes) -> dict[str, Any]:
    """Return the event of a line; its `result`, if any, as a `CaseResult`. Raises WireError."""
    try:
        event: dict[str, Any] = json.loads(line)
        if "result" in event:
            result = event["result"]
            verdict = Verdict(result["verdict"])  # type: ignore[call-arg]
            event["result"] = CaseResult(**{**result, "verdict": verdict})
    except (ValueError, TypeError, KeyError) as error:
        raise WireError(f"the judge process told nonsense: {error}") from None
    return event
