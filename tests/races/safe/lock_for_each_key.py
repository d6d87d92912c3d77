"""Words are counted under a lock for each word, which is made when it is first needed.

Safe: setdefault() is one step; all that count a word get the same lock.
"""

import threading

EXPECTED = {"a": 2, "b": 1}
locks = {}
counts = {}


def count(word):
    lock = locks.setdefault(word, threading.Lock())
    with lock:
        now = counts.get(word, 0)
        counts[word] = now + 1


def main():
    threads = [threading.Thread(target=count, args=(w,)) for w in ("a", "b", "a")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counts
