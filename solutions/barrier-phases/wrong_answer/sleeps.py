"""Rests for a while at each camp, in the hope that the others will be there by then."""

import threading
import time


def climb(climbers, stages, step):
    done = [0] * climbers
    broken = threading.Event()

    def go(climber):
        try:
            for stage in range(stages):
                step(climber, stage)
                time.sleep(0.05)
                if broken.is_set():
                    return
                done[climber] = stage + 1
        except Exception:
            broken.set()

    party = [threading.Thread(target=go, args=(climber,)) for climber in range(climbers)]
    for one in party:
        one.start()
    for one in party:
        one.join()
    return min(done)
