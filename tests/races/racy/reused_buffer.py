"""A producer puts the same list into the queue again and again, with other contents.

Race: the consumer looks into the list after the producer has overwritten it.
Needs: primitives
Ends as: WA
"""

import queue
import threading

EXPECTED = [[1, 1], [2, 2]]


def consume(packets, seen):
    for _ in range(2):
        packet = packets.get()
        seen.append(list(packet))


def main():
    packets, seen, packet = queue.Queue(), [], [0, 0]
    consumer = threading.Thread(target=consume, args=(packets, seen))
    consumer.start()
    for number in (1, 2):
        packet[:] = [number, number]
        packets.put(packet)
    consumer.join()
    return seen
