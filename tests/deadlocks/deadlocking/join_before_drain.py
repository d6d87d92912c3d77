"""The parent joins the producer before it reads the queue, whose pipe is full.

Pattern: join before drain
"""

import multiprocessing as mp


def produce(queue):
    queue.put("x" * 1_000_000)


def main():
    queue = mp.Queue()
    producer = mp.Process(target=produce, args=(queue,), name="Producer-1")
    producer.start()
    producer.join()
    print(len(queue.get()))
