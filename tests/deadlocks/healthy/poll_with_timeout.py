"""poll and epoll on a silent pipe, with time limits."""

import os
import select


def main():
    reader, _writer = os.pipe()
    poller = select.poll()
    poller.register(reader, select.POLLIN)
    poller.poll(400)
    with select.epoll() as other:
        other.register(reader, select.EPOLLIN)
        other.poll(0.4)
