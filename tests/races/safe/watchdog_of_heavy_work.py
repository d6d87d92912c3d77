"""A watchdog of ten minutes guards a computation of half a second, and is cancelled after it.

Safe: the watchdog never comes to bark.
"""

import threading

EXPECTED = (199999990000000, [])


def main():
    barks = []
    watchdog = threading.Timer(600, barks.append, args=("too slow",))
    watchdog.start()
    total = sum(range(20_000_000))
    watchdog.cancel()
    watchdog.join()
    return total, barks
