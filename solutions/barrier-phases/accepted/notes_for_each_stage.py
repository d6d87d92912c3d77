"""All come to the camp, turned back or not; who turned back is noted for each stage."""

import threading


def climb(climbers, stages, step):
    camp = threading.Barrier(climbers)
    turned_back = [False] * stages

    def go(climber):
        for stage in range(stages):
            try:
                step(climber, stage)
            except Exception:
                turned_back[stage] = True
            camp.wait()
            if turned_back[stage]:
                return

    party = [threading.Thread(target=go, args=(climber,)) for climber in range(climbers)]
    for one in party:
        one.start()
    for one in party:
        one.join()
    return (turned_back + [True]).index(True)
