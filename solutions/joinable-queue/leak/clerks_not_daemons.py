"""Starts clerks that are no daemons and never sends them home."""

import threading
from queue import Queue


def open_all(envelopes, clerks, open_one):
    pile, torn = Queue(), []

    def clerk():
        while True:
            envelope = pile.get()
            try:
                for inner in open_one(envelope):
                    pile.put(inner)
            except Exception:
                torn.append(envelope)
            finally:
                pile.task_done()

    for envelope in envelopes:
        pile.put(envelope)
    for number in range(clerks):
        threading.Thread(target=clerk, name=f"clerk-{number}").start()
    pile.join()
    return len(torn)
