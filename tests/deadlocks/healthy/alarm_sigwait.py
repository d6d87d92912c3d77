"""SIGALRM is blocked and fetched with sigwait."""

import signal


def main():
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    signal.setitimer(signal.ITIMER_REAL, 0.7)
    signal.sigwait({signal.SIGALRM})
