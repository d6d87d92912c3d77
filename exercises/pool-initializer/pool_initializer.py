"""A pool whose processes prepare themselves once, and then do many tasks."""

from collections.abc import Callable
from typing import Any


def translate_all(
    chapters: list[str],
    translators: int,
    learn: Callable[[], Any],
    translate: Callable[[Any, str], str],
    print_out: Callable[[str], None],
) -> list[str]:
    """Translate all chapters in a pool of processes.

    Args:
        chapters: each is translated and printed once.
        translators: how many processes the pool has, at least 1.
        learn: `learn()` returns the knowledge of the process that calls it, once.
        translate: `translate(knowledge, chapter)` returns the text.
        print_out: `print_out(text)` prints one text; for one process at a time.

    Returns:
        The texts, in the order of the chapters.
    """
    raise NotImplementedError
