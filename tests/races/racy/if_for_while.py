"""A consumer looks once whether there is something, waits, and then takes it.

Race: between its waking and its taking another consumer takes the item: `pop` from an empty list.
Needs: primitives
Ends as: RTE
Told: did not look again
"""

import threading
from concurrent.futures import ThreadPoolExecutor

EXPECTED = ["bread", "milk"]
items = []
filled = threading.Condition()


def consume():
    with filled:
        if not items:
            filled.wait()
        return items.pop()


def produce(item):
    with filled:
        items.append(item)
        filled.notify()


def main():
    with ThreadPoolExecutor(4) as executor:
        consumers = [executor.submit(consume) for _ in range(2)]
        for item in ("milk", "bread"):
            executor.submit(produce, item)
    return sorted(consumer.result() for consumer in consumers)
