"""Two players write, meet, read each other's number, and go on to the next round.

Race: a fast player writes its second number before the slow one has read the first.
Needs: primitives
Ends as: WA
"""

import threading

EXPECTED = [[2, 20], [1, 10]]


def play(me, numbers, meet, seen):
    for factor in (1, 10):
        numbers[me] = (me + 1) * factor
        meet.wait()
        seen[me].append(numbers[1 - me])


def main():
    numbers, meet, seen = [0, 0], threading.Barrier(2), [[], []]
    players = [threading.Thread(target=play, args=(n, numbers, meet, seen)) for n in range(2)]
    for player in players:
        player.start()
    for player in players:
        player.join()
    return seen
