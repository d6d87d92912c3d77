"""Threads on a queue.Queue, sent home by an end marker of their own and joined."""

import queue
import threading

HOME = object()


class PostRoom:
    def __init__(self, open_one):
        self.open_one = open_one
        self.pile = queue.Queue()
        self.torn = []

    def clerk(self):
        while (envelope := self.pile.get()) is not HOME:
            self.handle(envelope)
            self.pile.task_done()

    def handle(self, envelope):
        try:
            inside = self.open_one(envelope)
        except Exception as error:
            self.torn.append(error)
        else:
            for inner in inside:
                self.pile.put(inner)


def open_all(envelopes, clerks, open_one):
    room = PostRoom(open_one)
    for envelope in envelopes:
        room.pile.put(envelope)
    threads = [threading.Thread(target=room.clerk) for _ in range(clerks)]
    for thread in threads:
        thread.start()
    room.pile.join()
    for _ in threads:
        room.pile.put(HOME)
    for thread in threads:
        thread.join()
    return len(room.torn)
