"""Send and receive bytes in frames of a limited size."""

from multiprocessing.connection import Connection


def send_all(connection: Connection, data: bytes, size: int) -> int:
    """Send the data in frames of `size` bytes, and then an empty frame.

    Returns:
        The number of frames, without the empty one.
    """
    raise NotImplementedError


def receive_all(connection: Connection, limit: int, seconds: float) -> bytes:
    """Receive frames up to the empty one, and return what was in them.

    Raises:
        ValueError: a frame had more than `limit` bytes; the connection is closed.
        TimeoutError: no frame began to arrive for `seconds`.
        EOFError: the other side has hung up.
    """
    raise NotImplementedError


def receive_into(connection: Connection, buffer: bytearray, seconds: float) -> int:
    """Receive one frame into the buffer, and return its length.

    Raises:
        ValueError: the frame was longer than the buffer, and was thrown away.
        TimeoutError: no frame began to arrive for `seconds`.
        EOFError: the other side has hung up.
    """
    raise NotImplementedError
