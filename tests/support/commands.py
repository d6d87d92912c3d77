"""Run a command as the command line does, and see what it wrote."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from rich.console import Console

from grader.cli import main
from grader.commands.base import Streams
from tests.support.builders import write_exercise

RIGHT = "def add(a, b):\n    return a + b\n"
WRONG = "def add(a, b):\n    return a - b\n"
RACY = """\
from threading import Thread

total = 0


def count_one(n):
    global total
    seen = total
    total = seen + n


def add(a, b):
    global total
    total = 0
    threads = [Thread(target=count_one, args=(n,)) for n in (a, b)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return total
"""
MANIFEST = 'title = "Adder"\npoints = 2\nfiles = ["adder.py"]\ntopics = ["sums"]\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Hold how a command ended and what it wrote."""

    code: int
    out: str
    err: str


def grader(*argv: str | Path) -> Ended:
    """Run a command line in this process, 80 columns wide and not in a terminal."""
    out, err = StringIO(), StringIO()
    streams = Streams(
        out=Console(file=out, width=80, highlight=False, emoji=False),
        err=Console(file=err, width=80, highlight=False, emoji=False),
    )
    code = main([str(word) for word in argv], streams)
    return Ended(code=code, out=out.getvalue(), err=err.getvalue())


def write_course(folder: Path) -> Path:
    """Write a course of one exercise with known solutions; return its folder of exercises."""
    solutions = {
        "accepted/plus.py": RIGHT,
        "accepted/sum.py": "def add(a, b):\n    return sum((a, b))\n",
        "wrong_answer/minus.py": WRONG,
    }
    return write_exercise(folder, manifest=MANIFEST, solutions=solutions).parent
