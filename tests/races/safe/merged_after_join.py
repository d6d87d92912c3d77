"""Each thread counts in a dict of its own; they are added up in the end.

Safe: the main thread reads a dict only after its thread has been joined.
"""

import threading

EXPECTED = {"lock": 2, "race": 1}


def count(words, mine):
    for word in words.split():
        mine[word] = mine.get(word, 0) + 1


def main():
    parts = [("lock race", {}), ("lock", {})]
    threads = [threading.Thread(target=count, args=part) for part in parts]
    for thread in threads:
        thread.start()
    total = {}
    for thread, (_, mine) in zip(threads, parts, strict=True):
        thread.join()
        for word, number in mine.items():
            total[word] = total.get(word, 0) + number
    return total
