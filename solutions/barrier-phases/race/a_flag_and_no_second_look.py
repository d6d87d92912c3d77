"""Everybody comes to the camp, and looks at a flag that one may have raised on the next stage."""

import threading


def climb(climbers, stages, step):
    done = [0] * climbers
    camp = threading.Barrier(climbers)
    turned_back = threading.Event()

    def go(climber):
        for stage in range(stages):
            try:
                step(climber, stage)
            except Exception:
                turned_back.set()
            camp.wait()
            if turned_back.is_set():
                return
            done[climber] = stage + 1

    party = [threading.Thread(target=go, args=(climber,)) for climber in range(climbers)]
    for one in party:
        one.start()
    for one in party:
        one.join()
    return min(done)
