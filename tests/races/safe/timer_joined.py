"""A Timer stores a result in a second, and the main thread waits for the Timer.

Safe: the wait is a join; how long the second takes does not matter.
"""

import threading

EXPECTED = ["rung"]


def main():
    log = []
    alarm = threading.Timer(1.0, log.append, args=("rung",))
    alarm.start()
    alarm.join()
    return log
