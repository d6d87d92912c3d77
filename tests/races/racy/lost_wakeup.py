"""A thread waits for the news that dinner is ready.

Race: when `notify` comes before `wait`, nobody hears it, and the guest waits for ever.
Needs: primitives
Ends as: DL
"""

import threading

EXPECTED = ["cooked", "eaten"]
dinner = threading.Condition()
log = []


def guest():
    with dinner:
        dinner.wait()
        log.append("eaten")


def cook():
    with dinner:
        log.append("cooked")
        dinner.notify()


def main():
    threads = [threading.Thread(target=guest), threading.Thread(target=cook)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return log
