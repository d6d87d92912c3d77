"""Arguments that several commands have, and the types of their values."""

from __future__ import annotations

import os
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path

from grader.errors import UsageError
from grader.model import Limits
from grader.words import ENGLISH, languages

MEMINFO = Path("/proc/meminfo")
JOBS_A_CORE = 2
"""Tests of concurrent code mostly wait, so a core carries more than one."""
JUDGE_BYTES = 128 * 1024 * 1024
"""What a judge process needs beside its box."""


def add_exercises(parser: ArgumentParser) -> None:
    """Add `--exercises`: where the exercises are."""
    parser.add_argument(
        "--exercises",
        metavar="DIR",
        type=existing_folder,
        help="folder of exercises (default: $GRADER_EXERCISES, ./exercises, else grader's own)",
    )


def add_sandbox(parser: ArgumentParser) -> None:
    """Add `--sandbox`."""
    parser.add_argument(
        "--sandbox",
        choices=("auto", "docker", "local"),
        default="auto",
        help="where submitted code runs; auto is Docker where an engine answers, else local",
    )


def add_jobs(parser: ArgumentParser) -> None:
    """Add `--jobs`."""
    parser.add_argument(
        "--jobs",
        metavar="N",
        type=positive,
        default=default_jobs(),
        help="how many submissions run at a time (default here: %(default)s)",
    )


def add_language(parser: ArgumentParser) -> None:
    """Add `--lang`."""
    parser.add_argument(
        "--lang",
        metavar="LANG",
        type=known_language,
        default=os.environ.get("GRADER_LANG") or ENGLISH,
        help=f"language of what students read: {', '.join(languages())} (default: $GRADER_LANG, "
        "else en)",
    )


def known_language(text: str) -> str:
    """Take the code of a language that there is.

    Raises:
        UsageError: when there is none of that code.
    """
    if text not in languages():
        raise UsageError(
            f"There is no language {text!r}.",
            hint=f"Set --lang or $GRADER_LANG to one of: {', '.join(languages())}",
        )
    return text


def existing(text: str) -> Path:
    """Take a path of something that is there."""
    path = Path(text)
    if not path.exists():
        raise ArgumentTypeError(f"there is no {text!r}")
    return path


def existing_folder(text: str) -> Path:
    """Take the path of a folder that is there."""
    path = existing(text)
    if not path.is_dir():
        raise ArgumentTypeError(f"{text!r} is not a folder")
    return path


def positive(text: str) -> int:
    """Take a whole number above 0."""
    if not text.isascii() or not text.isdigit() or not int(text):
        raise ArgumentTypeError(f"{text!r} is not a whole number above 0")
    return int(text)


def minutes(text: str) -> float:
    """Take a number of minutes above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise ArgumentTypeError(f"{text!r} is not a number above 0")
    return value


def percent(text: str) -> float:
    """Take a number from 0 to 100."""
    try:
        value = float(text.removesuffix("%"))
    except ValueError:
        value = -1.0
    if not 0 <= value <= 100:
        raise ArgumentTypeError(f"{text!r} is not a number from 0 to 100")
    return value


def default_jobs() -> int:
    """Choose how many submissions to run at a time on this machine."""
    by_cores = JOBS_A_CORE * _cores()
    available = _available_bytes()
    if available is None:
        return by_cores
    return max(1, min(by_cores, available // (Limits().memory_bytes + JUDGE_BYTES)))


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _available_bytes() -> int | None:
    """Read what the kernel thinks can be had without swapping; None where it does not say."""
    try:
        lines = MEMINFO.read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    found = (line.split() for line in lines if line.startswith("MemAvailable:"))
    return next((int(words[1]) * 1024 for words in found), None)
