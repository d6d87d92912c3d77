"""threading.Timer opens the gate that the main thread waits at."""

import threading


def main():
    gate = threading.Event()
    threading.Timer(0.7, gate.set).start()
    gate.wait()
