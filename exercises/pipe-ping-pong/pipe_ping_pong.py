"""Two processes that talk to each other over a pipe."""

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any


def pong(end: Connection, reply: Callable[[Any], Any], goodbye: Callable[[], Any]) -> None:
    """Answer each message that comes in, until the other side has hung up.

    Args:
        end: our end of the pipe.
        reply: gives the answer to a message.
        goodbye: is called once, when no more messages can come.
    """
    raise NotImplementedError


def ping(messages: list[Any], reply: Callable[[Any], Any], goodbye: Callable[[], Any]) -> list[Any]:
    """Start a process that runs `pong`, send it each message and wait for its answer.

    Args:
        messages: are sent one at a time; a message can be any value.
        reply: is what `pong` answers with.
        goodbye: is what `pong` calls at its end.

    Returns:
        The answers, in the order of the messages.
    """
    raise NotImplementedError
