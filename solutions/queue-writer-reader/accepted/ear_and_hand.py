"""The scribe has an ear, a thread that hears all at once, and a hand that takes its time."""

import multiprocessing
import queue
import threading

LINE, END = "line", "end"


def _poet(channel, speak):
    for verse in iter(speak, []):
        for line in verse:
            channel.put((LINE, line))
    channel.put((END, ""))


def _scribe(channel, write):
    memory = queue.SimpleQueue()

    def ear():
        # The pipe behind `channel` holds only so much; empty it at once, so that the poet
        # never has to wait until something has been written.
        while True:
            message = channel.get()
            memory.put(message)
            if message[0] == END:
                return

    listener = threading.Thread(target=ear)
    listener.start()
    while True:
        kind, line = memory.get()
        if kind == END:
            break
        write(line)
    listener.join()


def dictate(speak, write):
    """Let one process speak a poem, and another one write it down."""
    channel = multiprocessing.SimpleQueue()
    scribe = multiprocessing.Process(target=_scribe, args=(channel, write), name="scribe")
    poet = multiprocessing.Process(target=_poet, args=(channel, speak), name="poet")
    scribe.start()
    poet.start()
    poet.join()
    scribe.join()
    channel.close()
