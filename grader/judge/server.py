"""What the server that judge processes are forked from does once, so that none does it again."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import tempfile

import pytest

from grader.judge import process
from grader.sandbox.bundle import bundle


def warm_up() -> None:
    """Load pytest's own plugins and make the box's code; let all of it stay shared with forks."""
    bundle()
    process.heed_no_surroundings()
    with tempfile.TemporaryDirectory(prefix="grader-judge-") as empty:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            pytest.main([*process.OPTIONS, "--capture=no", "-c", os.devnull, empty])
    gc.collect()
    gc.freeze()


warm_up()
