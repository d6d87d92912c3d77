"""The reader waits for the end of the pipe, but holds a writing end itself.

Pattern: other end of the pipe left open
"""

import multiprocessing as mp


def read_all(reader, writer):
    try:
        while True:
            reader.recv()
    except EOFError:
        pass


def main():
    reader, writer = mp.Pipe(duplex=False)
    child = mp.Process(target=read_all, args=(reader, writer))
    child.start()
    writer.send(1)
    writer.close()
    reader.close()
    child.join()
