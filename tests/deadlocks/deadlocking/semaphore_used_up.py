"""Two threads need two permits each, and have taken one each of the two that there are.

Pattern: semaphore used up
"""

import threading


def main():
    permits = threading.Semaphore(2)
    both = threading.Barrier(2)

    def work():
        permits.acquire()
        both.wait()
        permits.acquire()
        permits.release()
        permits.release()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
