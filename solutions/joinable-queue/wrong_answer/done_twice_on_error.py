"""Says task_done in `except` and in `finally`: a torn envelope counts as two."""

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
                pile.task_done()
            finally:
                pile.task_done()

    for envelope in envelopes:
        pile.put(envelope)
    for _ in range(clerks):
        threading.Thread(target=clerk, daemon=True).start()
    pile.join()
    return len(torn)
