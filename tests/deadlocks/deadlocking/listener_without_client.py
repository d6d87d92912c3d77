"""multiprocessing's Listener accepts, and no client ever connects."""

from multiprocessing.connection import Listener


def main():
    with Listener(("127.0.0.1", 0)) as listener:
        listener.accept()
