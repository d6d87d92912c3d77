"""Everybody is on the same stage."""

import pytest
from barrier_phases import climb


def is_done(call):
    if call.done:
        call.result()  # what it raised shows as itself
    return call.done


@pytest.mark.points(3)
@pytest.mark.hint("Who has to be at the camp before anybody goes on? Count them, on each stage.")
@pytest.mark.parametrize("climbers", [2, 4])
def test_nobody_goes_on_before_the_last_has_arrived(lab, climbers):
    step = lab.gate()
    call = lab.start(climb, climbers, 3, step)

    for stage in range(3):
        lab.settle()
        on_it = [record.args for record in step.calls if record.args[1] == stage]
        assert sorted(on_it) == [(climber, stage) for climber in range(climbers)], (
            f"{climbers} climbers must be on stage {stage} at the same time, but {len(on_it)} were"
        )
        step.release(climbers - 1)  # one is slow
        lab.settle()
        assert step.count == climbers * (stage + 1), (
            f"one was still on stage {stage}, but {step.count - climbers * (stage + 1)} had gone on"
        )
        assert not is_done(call), f"climb returned although one was still on stage {stage}"
        step.release()
    assert call.result() == 3, "all have climbed 3 stages"


@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint("Each climber needs a worker of his own. Who says how many your pool has?")
def test_a_large_party(lab, monkeypatch):
    for name in ("cpu_count", "process_cpu_count"):  # a pool's default size: the same everywhere
        monkeypatch.setattr(lab.remote("os"), name, lambda: 1, raising=False)
    step = lab.gate()
    call = lab.start(climb, 12, 1, step)

    lab.settle()
    assert step.inside == 12, (
        f"12 climbers must be on stage 0 at the same time, but {step.inside} were"
    )
    step.open()
    assert call.result() == 1, "all have climbed 1 stage"


@pytest.mark.hint("One climber has nobody to wait for. Without a stage there is nothing to climb.")
@pytest.mark.parametrize(("climbers", "stages"), [(1, 3), (3, 0)])
def test_small_parties_and_mountains(lab, climbers, stages):
    step = lab.probe()

    assert climb(climbers, stages, step) == stages, f"all have climbed {stages} stages"
    assert step.count == climbers * stages, "everybody climbs each stage once"


@pytest.mark.points(3)
@pytest.mark.schedules(25, seconds=10)
@pytest.mark.hint(
    "The report shows an order of steps in which somebody is a stage ahead. What keeps a fast"
    " climber from passing the same barrier twice?"
)
def test_nobody_is_ahead_in_any_order():
    begun, ended = [], []

    def step(climber, stage):
        begun.append((stage, len(ended)))
        ended.append(stage)

    stages = climb(2, 3, step)

    for stage, arrivals in begun:
        assert arrivals >= 2 * stage, (
            f"stage {stage} was begun when {arrivals} of the {2 * stage} calls below had returned"
        )
    assert stages == 3, "all have climbed 3 stages"
    assert sorted(ended) == [0, 0, 1, 1, 2, 2], "everybody climbs each stage once"
