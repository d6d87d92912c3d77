"""Kills only where the master does not go: when he does, who has not heard stays behind."""

import os
import signal
from multiprocessing import Process


def _work(prepare, work):
    prepare()
    work()


def _lead(apprentices, prepare, work):
    os.setpgid(0, 0)
    for _ in range(apprentices):
        Process(target=_work, args=(prepare, work)).start()
    _work(prepare, work)


class Workshop:
    def __init__(self, apprentices, prepare, work):
        self._master = Process(target=_lead, args=(apprentices, prepare, work))
        self._master.start()

    def stop(self, grace):
        if self._master.exitcode is None:
            self._send(signal.SIGTERM)
            self._master.join(grace)
            if self._master.is_alive():
                self._send(signal.SIGKILL)
            self._master.join()
        return self._master.exitcode

    def _send(self, number):
        try:
            os.killpg(self._master.pid, number)
        except ProcessLookupError:
            pass
