"""A heartbeat beats every second until it is told to stop.

Safe: the result does not depend on the beats, and the stop event ends the timed wait.
"""

import threading

EXPECTED = 42


def beat(stop, beats):
    while not stop.wait(timeout=1.0):
        beats.append("beat")


def compute(results):
    results.append(6 * 7)


def main():
    stop, beats, results = threading.Event(), [], []
    heart = threading.Thread(target=beat, args=(stop, beats))
    worker = threading.Thread(target=compute, args=(results,))
    heart.start()
    worker.start()
    worker.join()
    stop.set()
    heart.join()
    return results[0]
