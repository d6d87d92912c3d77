"""A semaphore counts what is ready: three are, and four are waited for.

Pattern: semaphore never released
"""

import threading

ready = threading.Semaphore(0)


def cook():
    for _ in range(3):
        ready.release()


def serve():
    for _ in range(4):
        ready.acquire()


def main():
    people = [threading.Thread(target=cook), threading.Thread(target=serve)]
    for person in people:
        person.start()
    for person in people:
        person.join()
