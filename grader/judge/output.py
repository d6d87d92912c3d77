"""What the program printed, printed again here, so that `capsys` and `redirect_stdout` see it."""

from __future__ import annotations

import sys

from grader.judge.session import Session
from grader.wire import frames


def show_output(session: Session) -> None:
    """Print what the program has printed since the last time, in its order."""
    for kind, text in session.fresh_output():
        # Not by print(), in whose place the test may have put something.
        (sys.stdout if kind == frames.STDOUT else sys.stderr).write(text)
