"""A producer waits for room on the shelf, and keeps the mutex that the consumer makes room with.

Pattern: waits while holding a lock
"""

import threading


def produce(mutex, room, filled, shelf):
    for number in range(3):
        with mutex:
            room.acquire()
            shelf.append(number)
            filled.release()


def consume(mutex, room, filled, shelf, producer):
    producer.join(0.3)
    for _ in range(3):
        filled.acquire()
        with mutex:
            shelf.pop()
            room.release()


def main():
    mutex, room, filled = threading.Lock(), threading.Semaphore(1), threading.Semaphore(0)
    shelf = []
    producer = threading.Thread(target=produce, args=(mutex, room, filled, shelf))
    producer.start()
    consume(mutex, room, filled, shelf, producer)
