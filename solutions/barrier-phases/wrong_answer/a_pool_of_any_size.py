"""Leaves the number of workers to the pool: some set out when others have come back."""

from concurrent.futures import ThreadPoolExecutor, wait


def climb(climbers, stages, step):
    with ThreadPoolExecutor() as party:
        for stage in range(stages):
            on_the_way = [party.submit(step, climber, stage) for climber in range(climbers)]
            wait(on_the_way)
            if any(one.exception() for one in on_the_way):
                return stage
    return stages
