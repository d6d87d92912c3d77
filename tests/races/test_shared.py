"""The same of a program that works on something which the test owns."""

import program
import pytest


def contents(shared, like):
    """Return what it holds now, as plain data like what it held at the start."""
    return type(like)(shared) if isinstance(like, list | dict) else shared.value


@pytest.mark.schedules(100, seconds=30)
def test_main(lab):
    shared = lab.shared(program.SHARED)

    result = program.main(shared)

    assert result == program.EXPECTED, f"expected {program.EXPECTED!r}, got {result!r}"
    left, expected = contents(shared, program.SHARED), program.EXPECTED_SHARED
    assert left == expected, f"expected {expected!r} to be left, but it is {left!r}"
