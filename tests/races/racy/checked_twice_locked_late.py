"""Double-checked initialisation that forgets the second check.

Race: both find no connection, then take the lock in turn, and each opens one.
Needs: primitives
Ends as: WA
"""

import threading

EXPECTED = 1
lock = threading.Lock()
opened = []


def connect():
    if not opened:
        with lock:
            opened.append("connection")


def main():
    threads = [threading.Thread(target=connect) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(opened)
