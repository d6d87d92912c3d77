"""A repeating interval timer moves a counter; the main thread pauses."""

import signal

ticks = []


def main():
    signal.signal(signal.SIGALRM, lambda *_: ticks.append(1))
    signal.setitimer(signal.ITIMER_REAL, 0.3, 0.3)
    while len(ticks) < 3:
        signal.pause()
    signal.setitimer(signal.ITIMER_REAL, 0)
