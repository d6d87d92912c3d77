"""Joins the consumers before it takes their results: large ones never fit into the pipe."""

from multiprocessing import Process, Queue


def bay(source, produce, belt):
    for item in produce(source):
        belt.put(("item", item))


def desk(consume, belt, results):
    done = []
    while (parcel := belt.get())[0] == "item":
        done.append(consume(parcel[1]))
    results.put(done)


def run(sources, consumers, produce, consume):
    belt, results = Queue(), Queue()
    bays = [Process(target=bay, args=(source, produce, belt)) for source in sources]
    desks = [Process(target=desk, args=(consume, belt, results)) for _ in range(consumers)]
    for process in bays + desks:
        process.start()
    for process in bays:
        process.join()
    for _ in desks:
        belt.put(("stop", None))
    for process in desks:
        process.join()
    return [result for _ in desks for result in results.get()]
