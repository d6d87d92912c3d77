"""Threads that add to one variable: reading it and writing it back are two steps."""

import queue
import threading


def open_all(envelopes, clerks, open_one):
    pile, torn = queue.Queue(), 0

    def clerk():
        nonlocal torn
        while True:
            envelope = pile.get()
            try:
                for inner in open_one(envelope):
                    pile.put(inner)
            except Exception:
                torn += 1
            finally:
                pile.task_done()

    for envelope in envelopes:
        pile.put(envelope)
    for _ in range(clerks):
        threading.Thread(target=clerk, daemon=True).start()
    pile.join()
    return torn
