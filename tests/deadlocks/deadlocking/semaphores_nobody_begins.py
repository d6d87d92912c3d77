"""Two take turns by two semaphores that both begin at 0: each waits for the other to begin.

Pattern: semaphore never released
"""

import multiprocessing as mp


def answer(question, reply):
    question.acquire()
    reply.release()


def main():
    question, reply = mp.Semaphore(0), mp.Semaphore(0)
    other = mp.Process(target=answer, args=(question, reply))
    other.start()
    reply.acquire()
    question.release()
    other.join()
