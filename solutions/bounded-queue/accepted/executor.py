"""A function for each policy, and an executor, whose futures keep the exceptions."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, Full


def drop(box, letters):
    dropped = len(letters)
    for letter in letters:
        with suppress(Full):
            box.put_nowait(letter)
            dropped -= 1
    return dropped


def wait(box, letters):
    for letter in letters:
        box.put(letter)
    return 0


def give_up(box, letters):
    for letter in letters:
        box.put_nowait(letter)
    return 0


POLICIES = {"drop": drop, "wait": wait, "raise": give_up}


def deliver(box, rounds, policy):
    with ThreadPoolExecutor(max_workers=len(rounds) or 1) as office:
        postmen = [office.submit(POLICIES[policy], box, letters) for letters in rounds]
    return sum(postman.result() for postman in postmen)


def collect(box, seconds):
    return list(_letters(box, seconds))


def _letters(box, seconds):
    with suppress(Empty):
        while True:
            yield box.get(block=seconds > 0, timeout=seconds)
