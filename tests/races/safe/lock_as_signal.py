"""A lock that one thread takes and another one releases.

Safe: a Lock may be released by anybody; here it is a signal, and the number is there before it.
"""

import threading

EXPECTED = 5


def fill(box, filled):
    box["number"] = 5
    filled.release()


def main():
    box, filled = {"number": 0}, threading.Lock()
    filled.acquire()
    thread = threading.Thread(target=fill, args=(box, filled))
    thread.start()
    filled.acquire()
    number = box["number"]
    thread.join()
    return number
