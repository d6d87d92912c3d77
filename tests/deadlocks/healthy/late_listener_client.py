"""multiprocessing's Listener accepts a client that comes later."""

import multiprocessing as mp
import time
from multiprocessing.connection import Client, Listener


def call(address):
    time.sleep(0.7)
    Client(address).close()


def main():
    with Listener() as listener:
        child = mp.Process(target=call, args=(listener.address,))
        child.start()
        listener.accept().close()
        child.join()
