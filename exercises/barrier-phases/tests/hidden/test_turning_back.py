"""When somebody turns back, everybody goes home."""

import pytest
from barrier_phases import climb


class Party:
    """A gate for each climber, and somebody who turns back."""

    def __init__(self, lab, climbers, turns_back):
        self.turns_back = turns_back
        self.calls = []
        self.gates = [lab.gate() for _ in range(climbers)]

    def step(self, climber, stage):
        self.calls.append((climber, stage))
        self.gates[climber]()
        if (climber, stage) == self.turns_back:
            raise RuntimeError("snow-blind")

    def open(self):
        for gate in self.gates:
            gate.open()


@pytest.mark.points(3)
@pytest.mark.hint("Who tells those at the camp that one of them will not come?")
def test_the_others_wait_at_the_camp_already(lab):
    party = Party(lab, 3, turns_back=(1, 0))
    call = lab.start(climb, 3, 2, party.step)
    lab.settle()

    party.gates[0].open()
    party.gates[2].open()
    lab.settle()
    party.gates[1].open()
    assert call.result() == 0, "one turned back on stage 0, so all have climbed 0 stages"
    assert sorted(party.calls) == [(0, 0), (1, 0), (2, 0)], (
        "one turned back on stage 0, so nobody may climb stage 1"
    )


@pytest.mark.points(3)
@pytest.mark.hint("One has turned back long ago. What does a climber find at the camp who is late?")
def test_the_others_come_later(lab):
    party = Party(lab, 3, turns_back=(2, 1))
    call = lab.start(climb, 3, 3, party.step)
    for gate in party.gates:
        gate.release()
    lab.settle()
    assert len(party.calls) == 6, f"3 climbers and 2 stages are 6 calls, not {len(party.calls)}"

    party.gates[2].open()
    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
    assert not call.done, "climb returned although two were still on stage 1"
    party.open()
    assert call.result() == 1, "one turned back on stage 1, so all have climbed stage 0 only"
    assert max(stage for _, stage in party.calls) == 1, (
        "one turned back on stage 1, so nobody may climb stage 2"
    )


@pytest.mark.points(3)
@pytest.mark.schedules(30, seconds=10)
@pytest.mark.hint(
    "All were let go from the camp; the fast one climbed on and turned back before the slow one had"
    " made her first step. What does the slow one make of it?"
)
def test_one_turns_back_in_any_order():
    ended = []

    def step(climber, stage):
        if (climber, stage) == (0, 1):
            raise RuntimeError("snow-blind")
        ended.append((climber, stage))

    stages = climb(2, 3, step)

    assert stages == 1, (
        f"both have climbed stage 0, and one turned back on stage 1: that makes 1, not {stages}"
    )
    assert max(stage for _, stage in ended) <= 1, (
        "one turned back on stage 1, so nobody may climb stage 2"
    )


@pytest.mark.points(2)
@pytest.mark.hint("The last one is not special: nobody knows beforehand who turns back, and where.")
@pytest.mark.parametrize("turns_back", [{0, 1, 2}, {0, 2}])
def test_several_turn_back_on_the_last_stage(turns_back):
    def step(climber, stage):
        if stage == 1 and climber in turns_back:
            raise ValueError("out of breath")

    assert climb(3, 2, step) == 1, "some turned back on stage 1, so all have climbed stage 0 only"
