"""Chooses a word for the end that no parcel will be called, or so it hopes."""

from multiprocessing import Process, Queue, SimpleQueue

END = "__END__"


def _producer(source, produce, items):
    for item in produce(source):
        items.put(item)


def _consumer(consume, items, results):
    done = []
    while (item := items.get()) != END:
        done.append(consume(item))
    results.put(done)


def run(sources, consumers, produce, consume):
    items, results = SimpleQueue(), Queue()
    making = [Process(target=_producer, args=(source, produce, items)) for source in sources]
    using = [Process(target=_consumer, args=(consume, items, results)) for _ in range(consumers)]
    for process in making + using:
        process.start()
    for process in making:
        process.join()
    for _ in using:
        items.put(END)
    found = [result for _ in using for result in results.get()]
    for process in using:
        process.join()
    return found
