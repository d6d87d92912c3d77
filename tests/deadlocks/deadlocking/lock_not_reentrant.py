"""A function that holds a lock calls another one that takes it again.

Pattern: lock not re-entrant
"""

import threading

account_lock = threading.Lock()


def deposit():
    with account_lock:
        pass


def transfer():
    with account_lock:
        deposit()


def main():
    transfer()
