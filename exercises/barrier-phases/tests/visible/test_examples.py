"""The examples of the statement: a student has these."""

from barrier_phases import climb


def test_two_climbers(lab):
    step = lab.probe()

    assert climb(2, 2, step) == 2, "all have climbed two stages"

    assert sorted(call.args for call in step.calls) == [(0, 0), (0, 1), (1, 0), (1, 1)], (
        "everybody climbs each stage once"
    )


def test_one_turns_back():
    def step(climber, stage):
        if (climber, stage) == (0, 1):
            raise RuntimeError("snow-blind")

    assert climb(2, 9, step) == 1, "on stage 1 somebody turned back, so all have climbed stage 0"
