"""Believes the slowest: who was let go and then finds the barrier broken has not counted the stage."""

import threading


def climb(climbers, stages, step):
    done = [0] * climbers
    camp = threading.Barrier(climbers)

    def go(climber):
        try:
            for stage in range(stages):
                step(climber, stage)
                camp.wait()
                done[climber] = stage + 1
        except threading.BrokenBarrierError:
            pass
        except Exception:
            camp.abort()

    party = [threading.Thread(target=go, args=(climber,)) for climber in range(climbers)]
    for one in party:
        one.start()
    for one in party:
        one.join()
    return min(done)
