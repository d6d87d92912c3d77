"""Keep this repository's own test run out of the races: their tests are run by a judge.

`tests/test_races.py` has each program judged. Under any other root, such as that of a judge,
nothing is left out.
"""

from __future__ import annotations

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return True if config.rootpath == REPOSITORY else None
