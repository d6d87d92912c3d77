"""Process subclasses on a queue of pairs; each reports its torn ones when it is sent home."""

import multiprocessing


class Clerk(multiprocessing.Process):
    def __init__(self, pile, open_one):
        super().__init__()
        self.pile, self.open_one = pile, open_one
        self.inbox, self.outbox = multiprocessing.Pipe(duplex=False)

    def run(self):
        torn = 0
        while True:
            kind, envelope = self.pile.get()
            if kind == "home":
                break
            inside = []
            try:
                inside = self.open_one(envelope)
            except Exception:
                torn += 1
            for inner in inside:
                self.pile.put(("envelope", inner))
            self.pile.task_done()
        self.outbox.send(torn)


def open_all(envelopes, clerks, open_one):
    pile = multiprocessing.JoinableQueue()
    workers = [Clerk(pile, open_one) for _ in range(clerks)]
    for worker in workers:
        worker.start()
    for envelope in envelopes:
        pile.put(("envelope", envelope))
    pile.join()
    for _ in workers:
        pile.put(("home", None))
    torn = sum(worker.inbox.recv() for worker in workers)
    for worker in workers:
        worker.join()
    return torn
