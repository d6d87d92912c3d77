"""What tasks and the director say to each other, a line each; tasks say JSON lists.

To the director:

    ["hello", id, pid, tid, thread, lane]           comes under control; a lane waits for requests
    ["name", process]                               says what its process is called
    ["at", op, file, line, what, wakes, born, owners]
                                                    may go on, when it is its turn
    ["passed", [[op, file, line, what, owners], …]] it went on so, while nobody else could
    ["wait", keys, seconds, wakes, born, child, op, file, line, owners]
                                                    may go on when one of the keys is woken, or then
    ["enter", alone, told]  ["leave", wakes, born]  a request of the test begins, ends
    ["program", pid]                                started one whose steps nobody can follow
    ["starts"]                                      it waits for a thread or process to begin
    ["away", wakes, born]  ["back"]                 something is done that nobody can foresee
    ["killed", pid, op, file, line, wakes, born]    a process was sent a signal
    ["bye", exits, wakes, born]

`owners` numbers the objects that the line works on, by the names that it has for them, and says
which element is meant where a variable is an index.

From the director: `what clock alone`, three numbers a line, where `what` is GO, EXPIRED or FREE.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

GO, EXPIRED, FREE = 1, 2, 0
IO, CHILD = "io", "child"
"""What is woken by anything that may change what a descriptor or a child's end looks like."""
MAX_UNASKED = 40
"""So many of the points that a task passes alone, without asking, are told: the first ones."""
CALL, SELECT = "call", "select"
"""Steps that mean more than where a task stands: a call of the test's, a look at descriptors."""
Head = tuple[str | int | bool, ...]
"""The beginning of a message: what it is, and what is said so each time that it comes."""


def written(head: Head, rest: tuple[Any, ...]) -> bytes:
    """Write a message; its head comes again and again, and mostly no news follow it."""
    if not rest:
        return _begun(head) + b"]\n"
    if rest == _NO_NEWS:
        return _begun(head) + b",[],[],{}]\n"
    return _begun(head) + b"," + json.dumps(rest)[1:].encode() + b"\n"


@lru_cache(maxsize=1000)
def _begun(head: Head) -> bytes:
    return json.dumps(head)[:-1].encode()


_NO_NEWS: tuple[Any, ...] = [], [], {}
