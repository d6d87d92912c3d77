"""A process sets the flag of shared memory and then writes the number that it stands for.

Race: the reader sees the flag before the number is there.
Needs: primitives
Ends as: WA
"""

from multiprocessing import Event, Process, Value

EXPECTED = 42


def write(number, written):
    written.set()
    number.value = 42


def main():
    number, written = Value("i", 0), Event()
    writer = Process(target=write, args=(number, written))
    writer.start()
    written.wait()
    seen = number.value
    writer.join()
    return seen
