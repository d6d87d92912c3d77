"""Two threads ask again and again, with short sleeps, whether a third one is done.

Safe: both go on only when the flag is up, and the number is written before that.
"""

import threading
import time

EXPECTED = [42, 42]


class State:
    done = False
    number = 0


def main():
    state, seen = State(), []

    def poll():
        while not state.done:
            time.sleep(0.01)
        seen.append(state.number)

    def work():
        state.number = 42
        state.done = True

    threads = [threading.Thread(target=job) for job in (poll, poll, work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen
