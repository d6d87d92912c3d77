"""A barrier of one event, closed again by the one who opened it: a slow one finds it closed."""

import threading


class Camp:
    def __init__(self, size):
        self.size = size
        self.there = 0
        self.broken = False
        self.lock = threading.Lock()
        self.all_there = threading.Event()

    def wait(self):
        with self.lock:
            self.there += 1
            last = self.there == self.size
            if last:
                self.there = 0
                self.all_there.set()
        if last:
            self.all_there.clear()
        else:
            self.all_there.wait()
        return not self.broken

    def abort(self):
        self.broken = True
        self.size = 0
        self.all_there.set()


def climb(climbers, stages, step):
    done = [0] * climbers
    camp = Camp(climbers)

    def go(climber):
        try:
            for stage in range(stages):
                step(climber, stage)
                if not camp.wait():
                    return
                done[climber] = stage + 1
        except Exception:
            camp.abort()

    party = [threading.Thread(target=go, args=(climber,)) for climber in range(climbers)]
    for one in party:
        one.start()
    for one in party:
        one.join()
    return max(done)
