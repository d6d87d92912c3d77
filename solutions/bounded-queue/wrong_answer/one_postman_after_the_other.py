"""Waits for each postman before the next one starts."""

import queue
import threading


def _walk(box, letters, policy, notes, number):
    dropped = 0
    try:
        for letter in letters:
            try:
                box.put(letter, block=policy == "wait")
            except queue.Full:
                if policy == "raise":
                    raise
                dropped += 1
        notes[number] = dropped
    except Exception as error:
        notes[number] = error


def deliver(box, rounds, policy):
    notes = [None] * len(rounds)
    for number, letters in enumerate(rounds):
        postman = threading.Thread(target=_walk, args=(box, letters, policy, notes, number))
        postman.start()
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
