"""Many may read at the same time, and whoever writes is alone."""

from collections.abc import Callable
from typing import Any


class Timetable:
    """A timetable that many threads read, and some change."""

    def __init__(self) -> None:
        """Make a timetable at which there is nobody."""
        raise NotImplementedError

    def read(self, look: Callable[[], Any]) -> Any:
        """Call `look()` beside other readers, but not while anybody changes the timetable."""
        raise NotImplementedError

    def change(self, work: Callable[[], Any]) -> Any:
        """Call `work()` while nobody else reads or changes the timetable."""
        raise NotImplementedError
