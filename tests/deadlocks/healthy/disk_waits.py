"""Files are written and synced."""

import os
import tempfile
import time


def main():
    end = time.monotonic() + 0.6
    with tempfile.NamedTemporaryFile() as file:
        while time.monotonic() < end:
            file.write(b"x" * 65_536)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
