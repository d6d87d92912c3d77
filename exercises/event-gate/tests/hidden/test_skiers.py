"""Every skier has every ride, and in the evening all are gone."""

import pytest
from event_gate import SkiLift


@pytest.mark.points(2)
@pytest.mark.hint("Everybody must see the gate open, whenever he comes, and go up so often.")
def test_all_rides(lab):
    ride = lab.probe()
    lift = SkiLift(4, 3, ride)

    lift.open()
    lift.join()

    assert sorted(call.args[0] for call in ride.calls) == sorted([0, 1, 2, 3] * 3), (
        "each of four skiers was to have three rides, under his number"
    )


@pytest.mark.points(2)
@pytest.mark.hint("join is for the evening: what must be over by then?")
def test_join_waits_for_the_last_ride(lab):
    ride = lab.gate()
    lift = SkiLift(3, 1, ride)
    lift.open()
    evening = lab.start(lift.join)
    lab.settle()

    ride.release(2)
    lab.settle()
    early = evening.exception() if evening.done else None
    assert not evening.done, f"join ended ({early!r}) although a skier was still on the lift"

    ride.open()
    evening.result()
    assert ride.count == 3, "each of three skiers was to go up once"


@pytest.mark.points(2)
@pytest.mark.hint("Whoever waits in join waits for skiers at a closed gate, too.")
def test_join_before_the_gate_opens(lab):
    ride = lab.probe()
    lift = SkiLift(2, 1, ride)
    evening = lab.start(lift.join)

    lab.settle()
    assert not evening.done, "join returned although nobody had had a ride yet"
    lift.open()
    evening.result()
    assert ride.count == 2, "each of two skiers was to go up once"


@pytest.mark.points(2)
@pytest.mark.hint("Two lifts have nothing to do with each other.")
def test_two_lifts(lab):
    here, there = lab.probe(), lab.probe()
    lifts = SkiLift(2, 1, here), SkiLift(2, 1, there)

    lifts[0].open()
    lifts[0].join()
    lab.settle()
    assert there.count == 0, f"one lift was opened, and at the other one {there.count} have passed"
    lifts[1].open()
    lifts[1].join()
    assert (here.count, there.count) == (2, 2), "each of two skiers was to go up once at each lift"
