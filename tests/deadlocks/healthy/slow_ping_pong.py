"""Two processes pass a token, each sleeping a little with it."""

import multiprocessing as mp
import time


def play(mine, theirs, rounds):
    for _ in range(rounds):
        mine.get()
        time.sleep(0.07)
        theirs.put(1)


def main():
    one, two = mp.Queue(), mp.Queue()
    players = [
        mp.Process(target=play, args=(one, two, 5)),
        mp.Process(target=play, args=(two, one, 5)),
    ]
    for player in players:
        player.start()
    one.put(1)
    for player in players:
        player.join()
