"""Two threads wait for locks that the other took; a third releases both after a while."""

import threading
import time

a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(3)


def take(first, second):
    first.acquire()
    both.wait()
    second.acquire()


def main():
    threads = [threading.Thread(target=take, args=pair) for pair in ((a, b), (b, a))]
    for thread in threads:
        thread.start()
    both.wait()
    time.sleep(0.7)
    a.release()
    b.release()
    for thread in threads:
        thread.join()
