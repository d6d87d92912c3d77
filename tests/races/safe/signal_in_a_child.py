"""In a child, a thread sends a signal to its own process; the handler runs in the main thread.

Safe: the child polls until the handler has run, and only then answers.
"""

import multiprocessing as mp
import os
import signal
import threading
import time

EXPECTED = ["usr1", True]


def child(pipe):
    seen = []

    def handle(number, frame):
        seen.append(threading.current_thread() is threading.main_thread())

    signal.signal(signal.SIGUSR1, handle)
    sender = threading.Thread(target=os.kill, args=(os.getpid(), signal.SIGUSR1))
    sender.start()
    while not seen:
        time.sleep(0.01)
    sender.join()
    pipe.send(["usr1", seen[0]])


def main():
    mine, theirs = mp.Pipe(duplex=False)
    process = mp.Process(target=child, args=(theirs,))
    process.start()
    theirs.close()
    answer = mine.recv()
    process.join()
    return answer
