"""The example of the statement: a student has it."""

from event_gate import SkiLift


def test_two_skiers(lab):
    ride = lab.probe()
    lift = SkiLift(2, 1, ride)

    lift.open()
    lift.join()

    assert sorted(call.args[0] for call in ride.calls) == [0, 1], "each skier goes up once"
