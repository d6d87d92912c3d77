"""A parcel that goes from hand to hand is changed by all, without a lock.

Safe: only who has taken it from a queue touches it, and it is in one queue at a time.
"""

import queue
import threading

EXPECTED = {"stamps": 3}


def stamp(incoming, outgoing):
    parcel = incoming.get()
    stamps = parcel["stamps"]
    parcel["stamps"] = stamps + 1
    outgoing.put(parcel)


def main():
    queues = [queue.Queue() for _ in range(4)]
    clerks = [threading.Thread(target=stamp, args=(queues[n], queues[n + 1])) for n in range(3)]
    for clerk in clerks:
        clerk.start()
    queues[0].put({"stamps": 0})
    parcel = queues[3].get()
    for clerk in clerks:
        clerk.join()
    return parcel
