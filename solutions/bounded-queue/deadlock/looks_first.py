"""Looks whether there is room, and then puts: somebody else may have been faster."""

import queue
import threading


def _walk(box, letters, policy, notes, number):
    dropped = 0
    try:
        for letter in letters:
            if policy != "wait" and box.full():
                if policy == "raise":
                    raise queue.Full
                dropped += 1
            else:
                box.put(letter)
        notes[number] = dropped
    except Exception as error:
        notes[number] = error


def deliver(box, rounds, policy):
    notes = [None] * len(rounds)
    postmen = [
        threading.Thread(target=_walk, args=(box, letters, policy, notes, number))
        for number, letters in enumerate(rounds)
    ]
    for postman in postmen:
        postman.start()
    for postman in postmen:
        postman.join()
    for note in notes:
        if isinstance(note, Exception):
            raise note
    return sum(notes)


def collect(box, seconds):
    letters = []
    while True:
        try:
            letters.append(box.get(timeout=seconds) if seconds else box.get_nowait())
        except queue.Empty:
            return letters
