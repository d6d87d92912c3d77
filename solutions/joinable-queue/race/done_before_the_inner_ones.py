"""Says task_done when the envelope is open, but what was inside is not on the pile yet."""

import queue
import threading


def open_all(envelopes, clerks, open_one):
    pile, torn = queue.Queue(), []

    def clerk():
        while True:
            envelope = pile.get()
            inside = []
            try:
                inside = open_one(envelope)
            except Exception:
                torn.append(envelope)
            pile.task_done()
            for inner in inside:
                pile.put(inner)

    for envelope in envelopes:
        pile.put(envelope)
    for _ in range(clerks):
        threading.Thread(target=clerk, daemon=True).start()
    pile.join()
    return len(torn)
