"""Everything is waited for with a time limit, which is never needed.

Safe: what is waited for comes without any sleeping; the limits are minutes.
"""

import queue
import threading

EXPECTED = (True, 5, True)
PATIENCE_SECONDS = 600


def work(started, numbers):
    started.set()
    numbers.put(5)


def main():
    started, numbers = threading.Event(), queue.Queue()
    worker = threading.Thread(target=work, args=(started, numbers))
    worker.start()
    has_started = started.wait(timeout=PATIENCE_SECONDS)
    number = numbers.get(timeout=PATIENCE_SECONDS)
    worker.join(PATIENCE_SECONDS)
    return has_started, number, not worker.is_alive()
