"""Boxes with a small program of the test's in place of the agent."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from grader.sandbox.base import Box
from grader.sandbox.bundle import PACKAGE

PRELUDE = """
import json, os, sys
def tell(**facts):
    os.write(1, json.dumps(facts).encode() + b"\\n")
def attempt(action, *arguments):
    try:
        return repr(action(*arguments))
    except OSError as error:
        return type(error).__name__ + " " + str(error.errno)
"""


def send_program(box: Box, body: str) -> None:
    """Send what the bootstrap waits for: a program that has `tell`, `attempt` and `box`."""
    main = "\n".join(["def main(box):", *(f"    {line}" for line in body.strip().splitlines())])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("__init__", "inside/__init__", "inside/agent"):
            text = PRELUDE + main if name.endswith("agent") else ""
            archive.writestr(f"{PACKAGE}/{name}.py", text)
    content = out.getvalue()
    box.stream.sendall(len(content).to_bytes(8, "big") + content)


class Heard:
    """Read what comes out of a box, Docker's stream headers taken away."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._raw = b""
        self._out = b""
        self.ended = False

    def line(self) -> dict[str, Any]:
        """Wait for the next facts that the program tells."""
        while b"\n" not in self._out:
            self._read()
            assert not self.ended or b"\n" in self._out, f"the box ended: {self._box.fate()}"
        line, _, self._out = self._out.partition(b"\n")
        facts: dict[str, Any] = json.loads(line)
        return facts

    def to_the_end(self) -> bytes:
        """Wait until the box ends; return what it wrote until then."""
        while not self.ended:
            self._read()
        return self._out

    def _read(self) -> None:
        part = self._box.stream.recv(65536)
        self.ended = not part
        if not self._box.multiplexed:
            self._out += part
            return
        self._raw += part
        while len(self._raw) >= 8 + (size := int.from_bytes(self._raw[4:8], "big")) > 8:
            if self._raw[0] == 1:
                self._out += self._raw[8 : 8 + size]
            self._raw = self._raw[8 + size :]


def ask(box: Box, body: str) -> dict[str, Any]:
    """Run a program to the facts that it tells first."""
    send_program(box, body)
    return Heard(box).line()
