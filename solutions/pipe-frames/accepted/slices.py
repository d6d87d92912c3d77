"""Slices of a memory view, and whole frames that are measured after they have come."""

from multiprocessing.connection import wait


class Rail:
    def __init__(self, connection):
        self.connection = connection

    def take(self, seconds):
        if not wait([self.connection], timeout=seconds):
            raise TimeoutError
        return self.connection.recv_bytes()

    def frames(self, seconds):
        return iter(lambda: self.take(seconds), b"")


def send_all(connection, data, size):
    view = memoryview(data)
    pieces = [view[start : start + size] for start in range(0, len(view), size)]
    for piece in pieces:
        connection.send_bytes(piece)
    connection.send_bytes(b"")
    return len(pieces)


def receive_all(connection, limit, seconds):
    pieces = []
    for frame in Rail(connection).frames(seconds):
        if len(frame) > limit:
            connection.close()
            raise ValueError(len(frame))
        pieces.append(frame)
    return b"".join(pieces)


def receive_into(connection, buffer, seconds):
    frame = Rail(connection).take(seconds)
    if len(frame) > len(buffer):
        raise ValueError(len(frame))
    buffer[: len(frame)] = frame
    return len(frame)
