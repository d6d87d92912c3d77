"""select on a silent pipe, with a time limit."""

import os
import select


def main():
    reader, _writer = os.pipe()
    select.select([reader], [], [], 0.7)
