"""Looks for a frame as often as it can, until the time is over."""

import time
from multiprocessing import BufferTooShort


def send_all(connection, data, size):
    frames = 0
    for offset in range(0, len(data), size):
        connection.send_bytes(data, offset, min(size, len(data) - offset))
        frames += 1
    connection.send_bytes(b"")
    return frames


def _await_frame(connection, seconds):
    end = time.monotonic() + seconds
    while not connection.poll(0):
        if time.monotonic() >= end:
            raise TimeoutError(f"no frame for {seconds} seconds")


def receive_all(connection, limit, seconds):
    data = bytearray()
    while True:
        _await_frame(connection, seconds)
        try:
            frame = connection.recv_bytes(limit)
        except OSError as error:
            connection.close()
            raise ValueError(f"a frame of more than {limit} bytes") from error
        if not frame:
            return bytes(data)
        data += frame


def receive_into(connection, buffer, seconds):
    _await_frame(connection, seconds)
    try:
        return connection.recv_bytes_into(buffer)
    except BufferTooShort as error:
        raise ValueError(f"a frame of {len(error.args[0])} bytes") from None
