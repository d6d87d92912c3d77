"""The example of the statement: a student has it."""

from stop_a_worker import Workshop


def test_a_polite_workshop(lab):
    work = lab.gate()
    workshop = Workshop(2, lab.probe(), work)
    work.wait_inside(3)

    assert workshop.stop(5) == -15, "the master was ended by SIGTERM, signal 15"
    assert workshop.stop(5) == -15, "stopping twice is like stopping once"
