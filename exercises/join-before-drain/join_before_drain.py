"""Collect large results from many processes through a queue."""

from collections.abc import Callable


def collect(chapters: list[str], render: Callable[[str], bytes]) -> dict[str, bytes | None]:
    """Render each chapter in a process of its own and collect what they give.

    Args:
        chapters: one process is started for each; no two are equal.
        render: gives the pages of one chapter, of any size, or raises an exception.

    Returns:
        The pages of each chapter; None for a chapter whose `render` raised an exception.
    """
    raise NotImplementedError
