"""A process group of processes that fork servers start: the one of the master belongs to it, too."""

import os
import signal
from multiprocessing import get_context

Process = get_context("forkserver").Process


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
            self._send(signal.SIGKILL)
            self._master.join()
        return self._master.exitcode

    def _send(self, number):
        try:
            os.killpg(self._master.pid, number)
        except ProcessLookupError:
            pass
