"""Two processes take messages from one end of a pipe while there are any.

Race: both see that one is left; who comes second waits for another one for ever.
Needs: primitives
Ends as: DL
"""

from multiprocessing import Pipe, Process, Queue

EXPECTED = [1, 2, 3]


def worker(conn, out):
    while conn.poll():
        out.put(conn.recv())
    out.put(None)


def main():
    here, there = Pipe()
    out = Queue()
    for n in (1, 2, 3):
        here.send(n)
    processes = [Process(target=worker, args=(there, out)) for _ in range(2)]
    for process in processes:
        process.start()
    got, ended = [], 0
    while ended < 2:
        item = out.get()
        if item is None:
            ended += 1
        else:
            got.append(item)
    for process in processes:
        process.join()
    return sorted(got)
