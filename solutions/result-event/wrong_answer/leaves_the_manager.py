"""Waits for the process that pondered, and not for the manager that keeps the answer."""

from multiprocessing import Event, Manager, Process


def _ponder(ponder, stone, smoke):
    try:
        stone["answer"] = ponder()
    except Exception as error:
        stone["error"] = str(error)
    smoke.set()


class Oracle:
    def __init__(self, ponder):
        self._manager = Manager()
        self._stone = self._manager.dict()
        self._smoke = Event()
        self._process = Process(target=_ponder, args=(ponder, self._stone, self._smoke))
        self._process.start()

    def is_ready(self):
        return self._smoke.is_set()

    def wait(self):
        self._smoke.wait()

    def look(self):
        if not self._smoke.is_set():
            raise LookupError("no answer yet")
        if "error" in self._stone:
            raise RuntimeError(self._stone["error"])
        return self._stone["answer"]

    def join(self):
        self._process.join()
