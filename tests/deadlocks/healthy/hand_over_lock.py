"""A lock that is released by another thread than took it: a signal, not ownership."""

import threading
import time


def main():
    gate = threading.Lock()
    gate.acquire()

    def open_later():
        time.sleep(0.7)
        gate.release()

    threading.Thread(target=open_later).start()
    gate.acquire()
