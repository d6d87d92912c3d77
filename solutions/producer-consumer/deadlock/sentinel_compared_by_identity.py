"""Compares by `is` what has been through a process queue: a copy is never the original."""

from multiprocessing import Process, Queue

STOP = ("stop", "stop")


def bay(source, produce, belt):
    for item in produce(source):
        belt.put((source, item))


def desk(consume, belt, results):
    while True:
        parcel = belt.get()
        if parcel is STOP:
            break
        if parcel[0] != "stop":
            results.put((True, consume(parcel[1])))
    results.put((False, None))


def run(sources, consumers, produce, consume):
    belt, results = Queue(), Queue()
    bays = [Process(target=bay, args=(source, produce, belt)) for source in sources]
    desks = [Process(target=desk, args=(consume, belt, results)) for _ in range(consumers)]
    for process in bays + desks:
        process.start()
    for process in bays:
        process.join()
    for _ in desks:
        belt.put(STOP)
    collected, running = [], consumers
    while running:
        is_result, value = results.get()
        if is_result:
            collected.append(value)
        else:
            running -= 1
    for process in desks:
        process.join()
    return collected
