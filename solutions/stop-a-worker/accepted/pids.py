"""The master tells the owner who his apprentices are."""

import contextlib
import multiprocessing as mp
import os
import signal


class Apprentice(mp.Process):
    def __init__(self, prepare, work):
        super().__init__()
        self.prepare, self.work = prepare, work

    def run(self):
        self.prepare()
        self.work()


class Master(Apprentice):
    def __init__(self, apprentices, prepare, work, owner):
        super().__init__(prepare, work)
        self.apprentices, self.owner = apprentices, owner

    def run(self):
        team = [Apprentice(self.prepare, self.work) for _ in range(self.apprentices)]
        for apprentice in team:
            apprentice.start()
        self.owner.send([apprentice.pid for apprentice in team])
        super().run()
        for apprentice in team:
            apprentice.join()


class Workshop:
    def __init__(self, apprentices, prepare, work):
        inbox, outbox = mp.Pipe(duplex=False)
        self.master = Master(apprentices, prepare, work, outbox)
        self.master.start()
        self.team = inbox.recv()

    def stop(self, grace):
        if not self.master.is_alive():
            return self.master.exitcode
        for pid in [self.master.pid, *self.team]:
            tell(pid, signal.SIGTERM)
        self.master.join(grace)
        if self.master.is_alive():
            self.master.kill()
        for pid in self.team:
            tell(pid, signal.SIGKILL)
        self.master.join()
        return self.master.exitcode


def tell(pid, number):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)
