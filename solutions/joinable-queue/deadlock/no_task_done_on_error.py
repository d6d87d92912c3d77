"""Skips task_done when an envelope is torn: join waits for it for ever."""

from multiprocessing import JoinableQueue, Process, Value


def clerk(pile, torn, open_one):
    while True:
        envelope = pile.get()
        try:
            inside = open_one(envelope)
        except Exception:
            with torn.get_lock():
                torn.value += 1
            continue
        for inner in inside:
            pile.put(inner)
        pile.task_done()


def open_all(envelopes, clerks, open_one):
    pile, torn = JoinableQueue(), Value("i", 0)
    for envelope in envelopes:
        pile.put(envelope)
    for number in range(clerks):
        Process(
            target=clerk, args=(pile, torn, open_one), name=f"clerk-{number}", daemon=True
        ).start()
    pile.join()
    return torn.value
