"""Waits once, and takes what is in the box then."""

import time
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Full


def _walk(box, letters, policy):
    dropped = 0
    for letter in letters:
        try:
            box.put(letter, block=policy == "wait")
        except Full:
            if policy == "raise":
                raise
            dropped += 1
    return dropped


def deliver(box, rounds, policy):
    with ThreadPoolExecutor(len(rounds) or 1) as office:
        postmen = [office.submit(_walk, box, letters, policy) for letters in rounds]
    return sum(postman.result() for postman in postmen)


def collect(box, seconds):
    time.sleep(seconds)
    letters = []
    try:
        while True:
            letters.append(box.get_nowait())
    except Empty:
        return letters
