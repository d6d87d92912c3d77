"""An executor of processes for the pool; a pipe for each process that is on its own."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pipe, Process


def with_pool(items, size, work):
    with ProcessPoolExecutor(max_workers=size) as executor:
        return list(executor.map(work, items))


class Worker(Process):
    def __init__(self, item, work):
        super().__init__()
        self.item, self.work = item, work
        self.inbox, self.outbox = Pipe(duplex=False)

    def run(self):
        self.outbox.send(self.work(self.item))


def with_processes(items, work):
    workers = [Worker(item, work) for item in items]
    for worker in workers:
        worker.start()
    results = [worker.inbox.recv() for worker in workers]
    for worker in workers:
        worker.join()
    return results
