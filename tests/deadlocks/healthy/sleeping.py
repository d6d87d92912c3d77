"""The main thread sleeps, and nothing else exists."""

import time


def main():
    time.sleep(0.6)
