"""Waits in join for the answer, and not until the process has ended."""

import threading
from multiprocessing import Pipe, Process


class Oracle:
    def __init__(self, ponder):
        inbox, outbox = Pipe(duplex=False)
        self.smoke = threading.Event()
        self.process = Process(target=self.speak, args=(ponder, outbox))
        self.process.start()
        self.listener = threading.Thread(target=self.listen, args=(inbox,))
        self.listener.start()

    @staticmethod
    def speak(ponder, outbox):
        try:
            outbox.send((True, ponder()))
        except Exception as error:
            outbox.send((False, str(error)))

    def listen(self, inbox):
        self.good, self.answer = inbox.recv()
        self.smoke.set()

    def is_ready(self):
        return self.smoke.is_set()

    def wait(self):
        self.smoke.wait()

    def look(self):
        if not self.is_ready():
            raise LookupError
        if not self.good:
            raise RuntimeError(self.answer)
        return self.answer

    def join(self):
        self.listener.join()
