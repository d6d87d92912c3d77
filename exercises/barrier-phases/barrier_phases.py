"""Workers that wait for each other after each stage of their work."""

from collections.abc import Callable


def climb(climbers: int, stages: int, step: Callable[[int, int], None]) -> int:
    """Climb all stages with all climbers, stage by stage.

    Args:
        climbers: how many there are, at least 1, numbered from 0.
        stages: how many stages the mountain has, numbered from 0.
        step: `step(climber, stage)` climbs one stage; raises an exception if the climber has to
            turn back.

    Returns:
        How many stages all of them have climbed.
    """
    raise NotImplementedError
