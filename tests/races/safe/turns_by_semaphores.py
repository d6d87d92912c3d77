"""Two threads write to one list in turns, without a lock.

Safe: two semaphores pass the turn to and fro; who has it is alone.
"""

import threading

EXPECTED = ["ping", "pong", "ping", "pong"]


def play(word, mine, other, log):
    for _ in range(2):
        mine.acquire()
        length = len(log)
        log[length:] = [word]
        other.release()


def main():
    first, second, log = threading.Semaphore(1), threading.Semaphore(0), []
    players = [
        threading.Thread(target=play, args=("ping", first, second, log)),
        threading.Thread(target=play, args=("pong", second, first, log)),
    ]
    for player in players:
        player.start()
    for player in players:
        player.join()
    return log
