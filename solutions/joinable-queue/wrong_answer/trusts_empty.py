"""Takes an empty pile for the end, although somebody may be opening the last envelope."""

import queue
import threading


def open_all(envelopes, clerks, open_one):
    pile, torn = queue.Queue(), []
    for envelope in envelopes:
        pile.put(envelope)

    def clerk():
        while True:
            try:
                envelope = pile.get_nowait()
            except queue.Empty:
                return
            try:
                for inner in open_one(envelope):
                    pile.put(inner)
            except Exception:
                torn.append(envelope)

    threads = [threading.Thread(target=clerk) for _ in range(clerks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(torn)
