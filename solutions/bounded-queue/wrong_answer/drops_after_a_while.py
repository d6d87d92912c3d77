"""Gives the box a moment before it drops a letter or raises the alarm."""

from concurrent.futures import ThreadPoolExecutor
from queue import Empty, Full


def _walk(box, letters, policy):
    dropped = 0
    for letter in letters:
        try:
            box.put(letter, timeout=None if policy == "wait" else 0.1)
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
    letters = []
    try:
        while True:
            letters.append(box.get(block=seconds > 0, timeout=seconds))
    except Empty:
        return letters
