"""Asks the queue whether an answer lies in it, and `look` has taken it out."""

import queue
from multiprocessing import Event, Manager, Process


def speak(ponder, answers, smoke):
    try:
        answers.put((True, ponder()))
    except Exception as error:
        answers.put((False, str(error)))
    smoke.set()


class Oracle:
    def __init__(self, ponder):
        self.manager = Manager()
        self.answers, self.smoke, self.found = self.manager.Queue(), Event(), None
        self.process = Process(target=speak, args=(ponder, self.answers, self.smoke))
        self.process.start()

    def is_ready(self):
        return not self.answers.empty()

    def wait(self):
        self.smoke.wait()

    def look(self):
        if self.found is None:
            try:
                self.found = self.answers.get_nowait()
            except queue.Empty:
                raise LookupError from None
        good, answer = self.found
        if not good:
            raise RuntimeError(answer)
        return answer

    def join(self):
        if self.found is None:
            self.found = self.answers.get()
        self.process.join()
        self.manager.shutdown()
