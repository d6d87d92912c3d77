"""Two threads hand a turn to each other with a Condition."""

import threading
import time

turn = threading.Condition()
state = {"who": 0, "end": 0.0}


def play(me):
    while time.monotonic() < state["end"]:
        with turn:
            turn.wait_for(lambda: state["who"] == me or time.monotonic() >= state["end"])
            state["who"] = 1 - me
            turn.notify_all()


def main():
    state["end"] = time.monotonic() + 0.8
    players = [threading.Thread(target=play, args=(n,)) for n in (0, 1)]
    for player in players:
        player.start()
    for player in players:
        player.join()
