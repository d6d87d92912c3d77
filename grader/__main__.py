"""The program `grader`, also run as `python -m grader`."""

from __future__ import annotations

import os
import sys
import threading

from grader.cli import main
from grader.commands.base import Exit


def run() -> None:
    """Run the command line and exit with its code."""
    code = main(sys.argv[1:])
    if code in (Exit.INTERRUPTED, Exit.TERMINATED) and threading.active_count() > 1:
        # A second ^C came while judges were ending; waiting for their threads could take long.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


if __name__ == "__main__":
    run()
