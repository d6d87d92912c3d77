"""Containers that the test and the program both hold: kept alike on both sides.

A list handed to a constructor and changed by a later method, a dict changed by the test inside a
`with` block, a list that an attribute gave the test and that the test appends to: in plain Python
both sides see one object. Here each has its own, so before a request the program is told what the
test has changed since, and with the answer the judge is told what the program has. Only the
containers that crossed last are looked after, and only small ones; the request's own list of
arguments is nobody's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import Any

from grader.wire import codec
from grader.wire.likeness import same, shallow

Message = dict[str, Any]

MAX_CONTAINERS = 24
MAX_ITEMS = 2000
"""Of one container: a larger one is copied back after its own call, and then forgotten."""


@dataclass(slots=True)
class _Kept:
    number: int
    container: Any
    seen: Any = ()
    """Its items when both sides were last alike."""


class Shared:
    """The containers that one session shares with the test, numbered as they cross.

    For one request at a time: while several threads call the program, nothing is kept alike, since
    nobody could say which of two changes was the later one.
    """

    def __init__(self) -> None:
        self._kept: list[_Kept] = []
        self._next = 1
        self.busy = False
        """A request is under way; one that comes of its answer's decoding is not looked after."""
        self._forgotten: list[int] = []
        self._passing: set[int] = set()

    def sync(
        self, encoder: codec.Encoder, encode: Callable[[], Message], passing: Sequence[Any]
    ) -> Message:
        """Return what `encode` returns, and with it what the program must know of the containers.

        `encode` uses the encoder, which numbers the shared containers before all others. `passing`
        are containers of this request that nobody holds on to.
        """
        self.busy = True
        self._passing = {id(container) for container in passing}
        encoder.adopt(one.container for one in self._kept)
        sent = encode()
        updates = [
            [index, encoder.content(one.container)]
            for index, one in enumerate(self._kept)
            if not same(one.seen, one.container)
        ]
        shared = [one.number for one in self._kept]
        fresh = self._next
        self._keep(encoder.containers[len(self._kept) :])
        forgotten, self._forgotten = self._forgotten, []
        return {**sent, "shared": shared, "fresh": fresh, "updates": updates, "forget": forgotten}

    def returned(self, containers: Sequence[Any]) -> None:
        """Keep the containers that an answer brought; the program has numbered them likewise."""
        self._keep(containers)

    def _keep(self, containers: Sequence[Any]) -> None:
        self._kept += [
            _Kept(number, container) for number, container in enumerate(containers, self._next)
        ]
        self._next += len(containers)

    def stand_in(self, container: Any, found: Any) -> None:
        """Keep a container that the test had before alike with one that has just come, for it."""
        if container is found:
            return  # Two names of one thing: the first has brought it.
        for one in self._kept:
            if one.container is found and type(container) is type(found):
                codec.refill(container, found)
                one.container, one.seen = container, shallow(container)

    def alike(self, met_again: Set[int] = frozenset()) -> None:
        """Note that both sides are alike now, and forget the large containers and the oldest.

        `met_again` are the places of those that crossed once more.
        """
        self.busy = False
        again = [one for place, one in enumerate(self._kept) if place in met_again]
        numbers = {one.number for one in again}
        ordered = [one for one in self._kept if one.number not in numbers] + again
        small = [
            one
            for one in ordered
            if len(one.container) <= MAX_ITEMS and id(one.container) not in self._passing
        ]
        kept = small[-MAX_CONTAINERS:]
        numbers = {one.number for one in kept}
        self._forgotten += [one.number for one in self._kept if one.number not in numbers]
        self._kept = kept
        for one in kept:
            one.seen = shallow(one.container)
