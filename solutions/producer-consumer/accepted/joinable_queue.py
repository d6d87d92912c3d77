"""Processes on a JoinableQueue: the main process waits for the work, not for the producers."""

import multiprocessing


class Producer(multiprocessing.Process):
    def __init__(self, source, produce, belt):
        super().__init__()
        self.source, self.produce, self.belt = source, produce, belt

    def run(self):
        for item in self.produce(self.source):
            self.belt.put((True, item))


class Consumer(multiprocessing.Process):
    def __init__(self, consume, belt, outbox):
        super().__init__()
        self.consume, self.belt, self.outbox = consume, belt, outbox

    def run(self):
        results = []
        for is_item, item in iter(self.belt.get, None):
            if is_item:
                results.append(self.consume(item))
            self.belt.task_done()
            if not is_item:
                break
        self.outbox.send(results)
        self.outbox.close()


def run(sources, consumers, produce, consume):
    belt = multiprocessing.JoinableQueue()
    producers = [Producer(source, produce, belt) for source in sources]
    workers, inboxes = [], []
    for _ in range(consumers):
        inbox, outbox = multiprocessing.Pipe(duplex=False)
        workers.append(Consumer(consume, belt, outbox))
        inboxes.append(inbox)
    for process in producers + workers:
        process.start()
    for process in producers:
        process.join()
    belt.join()
    for _ in workers:
        belt.put((False, None))
    results = [result for inbox in inboxes for result in inbox.recv()]
    for process in workers:
        process.join()
    return results
