"""Leaves it to the executor how many postmen there are, and that depends on the machine."""

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
    with ThreadPoolExecutor() as office:
        postmen = [office.submit(_walk, box, letters, policy) for letters in rounds]
    return sum(postman.result() for postman in postmen)


def collect(box, seconds):
    letters = []
    try:
        while True:
            letters.append(box.get(block=seconds > 0, timeout=seconds))
    except Empty:
        return letters
