"""A heartbeat thread ticks while the main thread waits for a slow child."""

import multiprocessing as mp
import threading
import time


def beat(stop):
    while not stop.wait(0.1):
        pass


def main():
    stop = threading.Event()
    heart = threading.Thread(target=beat, args=(stop,))
    child = mp.Process(target=time.sleep, args=(0.8,))
    child.start()
    heart.start()
    child.join()
    stop.set()
    heart.join()
