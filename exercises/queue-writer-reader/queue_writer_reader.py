"""One process writes into a queue, another one reads from it, and knows when to end."""

from collections.abc import Callable


def dictate(speak: Callable[[], list[str]], write: Callable[[str], None]) -> None:
    """Let one process speak a poem, and another one write it down.

    Args:
        speak: `speak()` returns the lines of the next verse; an empty list when the poem is over.
            Called by the poet's process.
        write: `write(line)` writes one line down. Called by the scribe's process.
    """
    raise NotImplementedError
