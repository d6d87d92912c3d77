"""A thread waits for an Event that nobody sets.

Pattern: Event never set
"""

import threading


def main():
    done = threading.Event()
    waiter = threading.Thread(target=done.wait, name="Waiter")
    waiter.start()
    waiter.join()
