"""A program must give the same answer in whatever order its tasks take their steps."""

import program
import pytest


@pytest.mark.schedules(100, seconds=30)
def test_main():
    result = program.main()

    assert result == program.EXPECTED, f"expected {program.EXPECTED!r}, got {result!r}"
