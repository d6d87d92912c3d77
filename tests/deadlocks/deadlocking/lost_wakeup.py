"""notify comes before wait, and nothing remembers it.

Pattern: lost wake-up
"""

import threading

ready = threading.Condition()


def main():
    with ready:
        ready.notify_all()
    waiter = threading.Thread(target=wait_until_ready)
    waiter.start()
    waiter.join()


def wait_until_ready():
    with ready:
        ready.wait()
