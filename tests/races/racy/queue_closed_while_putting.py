"""The main thread closes the queue when it has nothing more to put; a helper still has.

Race: the helper's `put` raises ValueError after `close`, so the reader never gets its None.
Needs: primitives
Ends as: DL
"""

import multiprocessing as mp
import threading

EXPECTED = 3


def read(lines, count):
    while lines.get() is not None:
        count.value += 1


def helper(lines):
    lines.put("helper: start")
    lines.put("helper: end")
    lines.put(None)


def main():
    lines, count = mp.Queue(), mp.Value("i", 0)
    reader = mp.Process(target=read, args=(lines, count))
    reader.start()
    lines.put("main")
    thread = threading.Thread(target=helper, args=(lines,))
    thread.start()
    lines.close()
    thread.join()
    reader.join()
    return count.value
