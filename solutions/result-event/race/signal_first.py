"""Lights the fire first: the event is set before the answer is stored."""

from multiprocessing import Event, Manager, Process


def _ponder(ponder, stone, smoke):
    try:
        answer = ponder()
        smoke.set()
        stone["answer"] = answer
    except Exception as error:
        smoke.set()
        stone["error"] = str(error)


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
        if "error" in self._stone:
            raise RuntimeError(self._stone["error"])
        if "answer" not in self._stone:
            raise LookupError("no answer yet")
        return self._stone["answer"]

    def join(self):
        self._process.join()
        self._stone = self._stone.copy()
        self._manager.shutdown()
