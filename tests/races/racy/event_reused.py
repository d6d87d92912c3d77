"""A player uses one event for every round, and clears it after waiting.

Race: the second `set` comes before the `clear` of the first round, which wipes it out.
Needs: primitives
Ends as: DL
"""

import queue
import threading

EXPECTED = ["round 1", "round 2"]


def player(whistle, heard):
    for number in (1, 2):
        whistle.wait()
        heard.put(f"round {number}")
        whistle.clear()


def main():
    whistle, heard, log = threading.Event(), queue.Queue(), []
    thread = threading.Thread(target=player, args=(whistle, heard))
    thread.start()
    for _ in range(2):
        whistle.set()
        log.append(heard.get())
    thread.join()
    return log
