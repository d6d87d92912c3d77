"""Two threads wait for each other to end."""

import threading

threads = {}
started = threading.Barrier(2)


def wait_for(other):
    started.wait()
    threads[other].join()


def main():
    threads["a"] = threading.Thread(target=wait_for, args=("b",), name="a")
    threads["b"] = threading.Thread(target=wait_for, args=("a",), name="b")
    threads["a"].start()
    threads["b"].start()
    threads["a"].join()
