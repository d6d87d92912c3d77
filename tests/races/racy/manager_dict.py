"""A manager's dict is safe, says the book, so two processes count votes in it.

Race: each operation is safe, but `votes[name] += 1` is two of them.
Needs: primitives
Ends as: WA
"""

from multiprocessing import Manager, Process

EXPECTED = {"ada": 2}


def vote(votes, name):
    votes[name] += 1


def main():
    with Manager() as manager:
        votes = manager.dict(ada=0)
        voters = [Process(target=vote, args=(votes, "ada")) for _ in range(2)]
        for voter in voters:
            voter.start()
        for voter in voters:
            voter.join()
        return dict(votes)
