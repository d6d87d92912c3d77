"""The example of the statement: a student has it."""

import pytest
from pipe_frames import receive_all, send_all


def test_ten_bytes(lab):
    quarry, harbour = lab.remote("multiprocessing").Pipe()

    assert send_all(quarry, b"sandsandsa", 4) == 3, "two full frames, and one with what is left"
    assert receive_all(harbour, 4, 1) == b"sandsandsa", "all that was sent, in one piece"
    with pytest.raises(TimeoutError):
        receive_all(harbour, 4, 0)
