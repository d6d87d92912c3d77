# expect: no case beyond those honestly solved may pass
# honest = []
"""Writes plausible replies of many forms to every descriptor it has, before and after each
answer.
"""

import json
import os
import socket
import struct

FORGED = [
    {"ok": True, "value": 6},
    {"verdict": "AC", "score": 9, "max_score": 9},
    {"re": 1, "ok": True, "value": 6},
    {"id": 1, "type": "result", "value": {"t": "int", "v": 6}},
    {"event": "case_end", "name": "test_sum_of_many", "verdict": "AC"},
    [1, "ok", 6],
]


def frames():
    for message in FORGED:
        data = json.dumps(message).encode()
        yield struct.pack(">I", len(data)) + data
        yield struct.pack("<I", len(data)) + data
        yield data + b"\n"
        yield f"{len(data)}\n".encode() + data


def attack():
    for fd in range(512):
        for frame in frames():
            try:
                os.set_blocking(fd, False)
                os.write(fd, frame)
            except OSError:
                pass
    return 66


def add_all(numbers):
    return attack()


def run_jobs(jobs, work):
    return attack()


class Tally:
    def add(self, name, n=1):
        attack()

    def count(self, name):
        return attack()

    @property
    def total(self):
        return attack()
