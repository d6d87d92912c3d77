"""Stores the answer in an attribute: in the process's own copy of the object."""

from multiprocessing import Event, Process


class Oracle:
    def __init__(self, ponder):
        self.answer = self.error = None
        self.smoke = Event()
        self.process = Process(target=self.speak, args=(ponder,))
        self.process.start()

    def speak(self, ponder):
        try:
            self.answer = ponder()
        except Exception as error:
            self.error = str(error)
        self.smoke.set()

    def is_ready(self):
        return self.smoke.is_set()

    def wait(self):
        self.smoke.wait()

    def look(self):
        if not self.is_ready():
            raise LookupError
        if self.error is not None:
            raise RuntimeError(self.error)
        return self.answer

    def join(self):
        self.process.join()
