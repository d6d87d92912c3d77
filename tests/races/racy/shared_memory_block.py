"""Two processes count in the first byte of a block of shared memory.

Race: the byte is read into `count` and written in the next line; nobody is kept out.
Needs: lines
Ends as: WA
"""

from multiprocessing import Process
from multiprocessing.shared_memory import SharedMemory

EXPECTED = 2


def work(block):
    count = block.buf[0]
    block.buf[0] = count + 1


def main():
    block = SharedMemory(create=True, size=1)
    block.buf[0] = 0
    workers = [Process(target=work, args=(block,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    count = block.buf[0]
    block.close()
    block.unlink()
    return count
