"""What a program has printed, kept and told up to a bound."""

from __future__ import annotations

from grader.words import _

MAX_KEPT_BYTES = 1 << 20
MAX_TOLD = 10_000


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


def told(text: str) -> str:
    """Return what a case's result has of it: where it is long, the beginning and the end."""
    if len(text) <= MAX_TOLD:
        return text
    left_out = len(text) - MAX_TOLD
    head, tail = text[: MAX_TOLD // 2], text[-MAX_TOLD // 2 :]
    note = _("… {count} characters left out …", count=f"{left_out:,}")
    return f"{head}\n{note}\n{tail}"
