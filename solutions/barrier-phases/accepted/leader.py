"""No barrier: a leader sends all on a stage and waits for all of them."""

from concurrent.futures import ThreadPoolExecutor, wait


def climb(climbers, stages, step):
    with ThreadPoolExecutor(max_workers=climbers) as party:
        for stage in range(stages):
            on_the_way = [party.submit(step, climber, stage) for climber in range(climbers)]
            wait(on_the_way)
            if any(one.exception() for one in on_the_way):
                return stage
    return stages
