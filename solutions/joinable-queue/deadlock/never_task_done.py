"""Never calls task_done at all: join can't know that anything was done."""

from multiprocessing import JoinableQueue, Process, Value


def clerk(pile, torn, open_one):
    while True:
        try:
            for inner in open_one(pile.get()):
                pile.put(inner)
        except Exception:
            with torn.get_lock():
                torn.value += 1


def open_all(envelopes, clerks, open_one):
    pile, torn = JoinableQueue(), Value("i", 0)
    for envelope in envelopes:
        pile.put(envelope)
    workers = [
        Process(target=clerk, args=(pile, torn, open_one), daemon=True) for _ in range(clerks)
    ]
    for worker in workers:
        worker.start()
    pile.join()
    return torn.value
