"""Two processes run for one prize; the winner writes its name on the board if it is empty.

Race: both see an empty board, so both think they have won.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = 1


def run(board, winners, name):
    if "winner" not in board:
        board["winner"] = name
        winners.append(name)


def main():
    context = mp.get_context("forkserver")
    with context.Manager() as manager:
        board, winners = manager.dict(), manager.list()
        runners = [context.Process(target=run, args=(board, winners, name)) for name in "ab"]
        for runner in runners:
            runner.start()
        for runner in runners:
            runner.join()
        return len(winners)
