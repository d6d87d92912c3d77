"""Tests that need a Docker engine where none answers: left out, unless one is expected."""

from __future__ import annotations

import pytest

from tests.support.machine import expects_sandboxes, has_docker


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look before the fixtures do: they would only tell of an error."""
    if item.get_closest_marker("docker") is None or has_docker():
        return
    if expects_sandboxes():
        pytest.fail("A Docker engine is expected here, and none answers.", pytrace=False)
    pytest.skip("no Docker engine answers")
