"""A barrier for the climbers and the main thread, which never comes."""

import threading


def climb(climbers, stages, step):
    done = [0] * climbers
    camp = threading.Barrier(climbers + 1)

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
    return max(done)
