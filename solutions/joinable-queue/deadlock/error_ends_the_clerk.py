"""Lets the exception end the clerk: when all are gone, nobody is left for the pile."""

import queue
import threading


def open_all(envelopes, clerks, open_one):
    pile, torn = queue.Queue(), []

    def clerk():
        while True:
            envelope = pile.get()
            try:
                for inner in open_one(envelope):
                    pile.put(inner)
            except Exception:
                torn.append(envelope)
                raise
            pile.task_done()

    for envelope in envelopes:
        pile.put(envelope)
    for _ in range(clerks):
        threading.Thread(target=clerk, daemon=True).start()
    pile.join()
    return len(torn)
