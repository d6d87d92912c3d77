"""Readers and clerks do not meet in any order of their steps."""

import pytest
from readers_writer import Timetable


@pytest.mark.points(4)
@pytest.mark.schedules(40, seconds=10)
@pytest.mark.hint(
    "The report shows an order of steps in which a clerk is not alone. Do two count at the same"
    " time? Between seeing that nobody is inside and going in, nobody else may go in."
)
def test_a_clerk_is_alone_in_any_order(lab):
    look = lab.probe(lambda: work.inside)
    work = lab.probe(lambda: look.inside)
    timetable = Timetable()

    calls = [
        lab.start(timetable.read, look),
        lab.start(timetable.read, look),
        lab.start(timetable.change, work),
    ]
    met = [call.result() for call in calls]

    assert met[:2] == [0, 0], "a clerk was at work when a reader read"
    assert met[2] == 0, f"{met[2]} were reading when the clerk was at work"


@pytest.mark.points(2)
@pytest.mark.schedules(40, seconds=10)
@pytest.mark.hint(
    "The report shows an order of steps in which a clerk is not alone. Two clerks may see at the"
    " same time that nobody is inside: who of them goes in?"
)
def test_two_clerks_do_not_meet_in_any_order(lab):
    look = lab.probe(lambda: work.inside)
    work = lab.probe(lambda: (look.inside, work.inside - 1))
    timetable = Timetable()

    calls = [
        lab.start(timetable.change, work),
        lab.start(timetable.change, work),
        lab.start(timetable.read, look),
    ]
    *clerks, met = [call.result() for call in calls]

    for readers, others in clerks:
        assert others == 0, "two clerks were at work at the same time"
        assert readers == 0, "somebody was reading when a clerk was at work"
    assert met == 0, "a clerk was at work when a reader read"
