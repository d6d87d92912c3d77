"""What a program has printed, kept up to a bound."""

from __future__ import annotations

MAX_KEPT_BYTES = 1 << 20


class Printed:
    """Keep what comes from both streams, in its order."""

    def __init__(self) -> None:
        self._kept: list[tuple[int, bytes]] = []
        self._bytes = 0
        self._seen = 0
        self._before = 0

    def add(self, kind: int, data: bytes) -> None:
        """Keep what was printed on a stream, while there is room."""
        self._bytes += len(data)
        if self._bytes <= MAX_KEPT_BYTES:
            self._kept.append((kind, data))

    def begin_case(self) -> None:
        """Count what was printed so far as an earlier case's."""
        self._before = len(self._kept)

    def fresh(self) -> list[tuple[int, str]]:
        """Return what was printed since the last call, by stream."""
        new = self._kept[self._seen :]
        self._seen += len(new)
        return [(kind, data.decode("utf-8", "replace")) for kind, data in new]

    def text(self) -> str:
        """Return all that was printed in this case, both streams in their order."""
        return b"".join(data for _, data in self._kept[self._before :]).decode("utf-8", "replace")
