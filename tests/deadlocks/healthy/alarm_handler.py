"""The main thread waits for an event that its alarm handler sets."""

import signal
import threading


def main():
    rung = threading.Event()
    signal.signal(signal.SIGALRM, lambda *_: rung.set())
    signal.setitimer(signal.ITIMER_REAL, 0.7)
    rung.wait()
