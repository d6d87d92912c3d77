"""Says task_done as soon as it has taken an envelope: join comes back too early."""

import queue
import threading


def open_all(envelopes, clerks, open_one):
    pile, torn = queue.Queue(), []

    def clerk():
        while True:
            envelope = pile.get()
            pile.task_done()
            try:
                for inner in open_one(envelope):
                    pile.put(inner)
            except Exception:
                torn.append(envelope)

    for envelope in envelopes:
        pile.put(envelope)
    for _ in range(clerks):
        threading.Thread(target=clerk, daemon=True).start()
    pile.join()
    return len(torn)
