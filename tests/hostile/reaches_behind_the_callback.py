# expect: no case beyond those honestly solved may pass
# honest = []
"""Climbs from the callback to the channel behind it, and speaks there itself."""

import gc
import socket


def add_all(numbers):
    for thing in gc.get_objects():
        if isinstance(thing, socket.socket):
            thing.sendall(b'\x00\x00\x00\x14{"ok":true,"value":6}')
    return None


def run_jobs(jobs, work):
    names = []
    for name in dir(work):
        thing = getattr(work, name, None)
        names.append(name)
        for inner in ("__globals__", "__closure__", "__self__", "__dict__", "__code__"):
            for value in dict(getattr(thing, inner, None) or {}).values() \
                    if isinstance(getattr(thing, inner, None), dict) else ():
                if hasattr(value, "sendall"):
                    value.sendall(b"\x00\x00\x00\x02{}")
    return getattr(work, "__self__", {}) and list(work.__self__.values())


class Tally:
    pass
