"""select without a time limit on a pipe that only this process could write to."""

import os
import select


def main():
    reader, _writer = os.pipe()
    select.select([reader], [], [])
