"""A watchdog ends a child that is stuck, and the program goes on: not a deadlock."""

import multiprocessing as mp
import threading
import time


def stick():
    mp.Event().wait()


def guard(child):
    time.sleep(0.8)
    child.terminate()


def main():
    child = mp.Process(target=stick)
    child.start()
    threading.Thread(target=guard, args=(child,)).start()
    child.join()
