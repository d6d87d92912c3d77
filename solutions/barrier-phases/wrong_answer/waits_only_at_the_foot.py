"""All set out together, and then everybody climbs alone."""

import threading


def climb(climbers, stages, step):
    done = [0] * climbers
    camp = threading.Barrier(climbers)

    def go(climber):
        try:
            camp.wait()
            for stage in range(stages):
                step(climber, stage)
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
