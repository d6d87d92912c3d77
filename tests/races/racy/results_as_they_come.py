"""Workers put their results into a queue, which are taken for those of word one, two and three.

Race: the queue has them in the order in which the workers finish.
Needs: primitives
Ends as: WA
"""

import queue
import threading

EXPECTED = ["ONE", "TWO", "THREE"]


def shout(word, results):
    results.put(word.upper())


def main():
    results = queue.Queue()
    workers = [threading.Thread(target=shout, args=(w, results)) for w in ("one", "two", "three")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [results.get() for _ in workers]
