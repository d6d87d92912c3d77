"""Whether it is the test's turn: nobody of the program's goes while the test may be about to act.

After each answer the test has its turn, until it waits. It waits for a request that stands alone;
for others the judge tells when all threads of the test wait, with how much it had asked and been
answered by then. A claim that has missed a request or an answer is none.
"""

from __future__ import annotations

import time

THINKING_SECONDS = 0.25
"""How long the test may think, with calls of the program under way, before these go on."""
TOLD_SECONDS = 3.0
"""The same where the judge tells when the test waits: it is late when the machine is busy."""


class TheTest:
    """Follow what the test asks, is answered, and waits for."""

    def __init__(self) -> None:
        self._waits = False
        self._since = 0.0
        self._patience = THINKING_SECONDS
        self._asked = 0
        self._answered = 0
        self._claim: tuple[int, int] | None = None

    def asks(self, *, alone: bool, told: bool) -> None:
        """Note a request: the test waits for it `alone`, or the judge will tell."""
        self._asked += 1
        self._waits = self._waits or alone
        self._patience = TOLD_SECONDS if told else THINKING_SECONDS
        if told:
            self._since = time.monotonic()

    def is_answered(self) -> None:
        """Note that a request has been carried out."""
        self._answered += 1
        self._waits, self._since = False, time.monotonic()

    def waits(self, asked: int, answered: int) -> None:
        """Note that the test only waits, having asked and been answered so often."""
        self._claim = asked, answered

    def is_on(self, now: float) -> bool:
        """Tell whether it is the test's turn."""
        waits = self._waits or self._claim == (self._asked, self._answered)
        return not waits and now < self._since + self._patience
