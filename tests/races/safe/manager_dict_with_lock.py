"""Votes in a manager's dict, counted under a manager's lock.

Safe: the two messages of `+=` are sent while the lock is held.
"""

from multiprocessing import Manager, Process

EXPECTED = {"ada": 2}


def vote(votes, lock, name):
    with lock:
        votes[name] += 1


def main():
    with Manager() as manager:
        votes, lock = manager.dict(ada=0), manager.Lock()
        voters = [Process(target=vote, args=(votes, lock, "ada")) for _ in range(2)]
        for voter in voters:
            voter.start()
        for voter in voters:
            voter.join()
        return dict(votes)
