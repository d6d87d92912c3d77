"""A closed gate holds everybody, an open one nobody."""

import pytest
from event_gate import SkiLift


@pytest.mark.points(3)
@pytest.mark.hint("A skier waits at the gate before each ride, also before the first.")
def test_nobody_passes_before_it_opens_and_then_all_do(lab):
    ride = lab.gate()
    lift = SkiLift(3, 1, ride)

    lab.settle()
    assert ride.entered == 0, f"the gate is still closed, but {ride.entered} skiers have passed"

    lift.open()
    lab.settle()
    assert ride.inside == 3, f"the gate is open, but only {ride.inside} of 3 skiers are on the lift"
    ride.open()
    lift.join()
    assert sorted(call.args[0] for call in ride.calls) == [0, 1, 2], "each skier goes up once"


@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint("A pool has as many workers as you say; if you say nothing, it decides itself.")
def test_many_skiers_at_once(lab, monkeypatch):
    for name in ("cpu_count", "process_cpu_count"):  # a pool's default size: the same everywhere
        monkeypatch.setattr(lab.remote("os"), name, lambda: 1, raising=False)
    ride = lab.gate()
    lift = SkiLift(7, 1, ride)

    lift.open()
    lab.settle()
    assert ride.inside == 7, f"the gate is open, but only {ride.inside} of 7 skiers are on the lift"
    ride.open()
    lift.join()


@pytest.mark.points(3)
@pytest.mark.hint(
    "close must hold everybody who comes afterwards. Does the gate know it is closed?"
)
def test_closed_again(lab):
    ride = lab.gate()
    lift = SkiLift(3, 2, ride)
    lift.open()
    lab.settle()
    assert ride.inside == 3, f"the gate is open, but only {ride.inside} of 3 skiers are on the lift"

    lift.close()
    ride.release(3)  # they come down again
    lab.settle()
    assert ride.entered == 3, (
        f"the gate was closed during the first ride, but {ride.entered - 3} skiers have passed it"
    )

    lift.open()
    lab.settle()
    assert ride.inside == 3, (
        f"the gate is open again, but only {ride.inside} of 3 skiers are on the lift"
    )
    ride.open()
    lift.join()
    assert ride.count == 6, "three skiers were to have two rides each"


@pytest.mark.points(3)
@pytest.mark.hint(
    "The gate stays open until it is closed. What does your gate remember for those who come later?"
)
def test_who_comes_later_passes_too(lab):
    ride = lab.gate()
    lift = SkiLift(2, 3, ride)
    lab.settle()
    lift.open()
    lab.settle()

    for ridden in range(1, 3):
        ride.release(2)
        lab.settle()
        assert ride.inside == 2, (
            f"the gate is open and {ridden} of 3 rides are over, but {ride.inside} of 2 skiers are"
            " on the lift"
        )
    ride.open()
    lift.join()
    assert ride.count == 6, "two skiers were to have three rides each"


@pytest.mark.points(2)
@pytest.mark.hint("An open gate can be opened, and a closed one closed: nothing changes.")
def test_twice_is_like_once(lab):
    ride = lab.gate()
    lift = SkiLift(2, 2, ride)

    lift.close()
    lift.open()
    lift.open()
    lab.settle()
    assert ride.inside == 2, f"the gate is open, but only {ride.inside} of 2 skiers are on the lift"

    lift.close()
    lift.close()
    ride.open()
    lab.settle()
    assert ride.entered == 2, f"the gate was closed, but {ride.entered - 2} skiers have passed it"
    lift.open()
    lift.join()
    assert ride.count == 4, "two skiers were to have two rides each"
