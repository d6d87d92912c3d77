"""Four processes hand a turn around with semaphores."""

import multiprocessing as mp


def take_turns(mine, following, rounds):
    for _ in range(rounds):
        mine.acquire()
        following.release()


def main():
    turns = [mp.Semaphore(0) for _ in range(4)]
    players = [
        mp.Process(target=take_turns, args=(turns[n], turns[(n + 1) % 4], 4_000)) for n in range(4)
    ]
    for player in players:
        player.start()
    turns[0].release()
    for player in players:
        player.join()
