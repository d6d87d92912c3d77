"""Counts in one variable for all, without a lock: of two who count at once, one is lost."""

import queue
import threading

dropped = 0


def _walk(box, letters, policy, errors):
    global dropped
    try:
        for letter in letters:
            try:
                box.put(letter, block=policy == "wait")
            except queue.Full:
                if policy == "raise":
                    raise
                before = dropped
                dropped = before + 1
    except Exception as error:
        errors.append(error)


def deliver(box, rounds, policy):
    global dropped
    dropped, errors = 0, []
    postmen = [
        threading.Thread(target=_walk, args=(box, letters, policy, errors)) for letters in rounds
    ]
    for postman in postmen:
        postman.start()
    for postman in postmen:
        postman.join()
    for error in errors:
        raise error
    return dropped


def collect(box, seconds):
    letters = []
    while True:
        try:
            letters.append(box.get(timeout=seconds) if seconds else box.get_nowait())
        except queue.Empty:
            return letters
