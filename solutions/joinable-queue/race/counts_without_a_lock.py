"""Counts the torn ones in a shared value without its lock: two clerks count as one."""

from multiprocessing import JoinableQueue, Process, Value


def _clerk(pile, torn, open_one):
    while True:
        envelope = pile.get()
        try:
            for inner in open_one(envelope):
                pile.put(inner)
        except Exception:
            torn.value += 1
        finally:
            pile.task_done()


def open_all(envelopes, clerks, open_one):
    pile, torn = JoinableQueue(), Value("i", 0)
    for envelope in envelopes:
        pile.put(envelope)
    for _ in range(clerks):
        Process(target=_clerk, args=(pile, torn, open_one), daemon=True).start()
    pile.join()
    return torn.value
