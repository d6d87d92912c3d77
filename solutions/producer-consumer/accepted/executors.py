"""Two thread pools and a bounded queue."""

from concurrent.futures import ThreadPoolExecutor
from queue import Queue


class Stop:
    pass


def run(sources, consumers, produce, consume):
    belt = Queue(maxsize=2)

    def bay(source):
        for item in produce(source):
            belt.put(item)

    def desk():
        done = []
        while not isinstance(item := belt.get(), Stop):
            done.append(consume(item))
        return done

    with ThreadPoolExecutor(consumers) as desks, ThreadPoolExecutor(len(sources) or 1) as bays:
        sorted_parcels = [desks.submit(desk) for _ in range(consumers)]
        for unloaded in [bays.submit(bay, source) for source in sources]:
            unloaded.result()
        for _ in range(consumers):
            belt.put(Stop())
        return [parcel for future in sorted_parcels for parcel in future.result()]
