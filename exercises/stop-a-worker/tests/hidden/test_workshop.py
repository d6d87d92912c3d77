"""Everybody works, and in the end nobody is left."""

from collections import defaultdict

import pytest
from stop_a_worker import Workshop


@pytest.fixture
def stubborn(lab):
    """Let the process that calls it ignore SIGTERM."""
    signal = lab.remote("signal")
    return lab.remote("functools").partial(signal.signal, 15, 1)


@pytest.fixture
def stubborn_apprentices(lab):
    """Let the process that calls it ignore SIGTERM, unless it is the master."""

    def prepare():
        parent = lab.remote("multiprocessing").parent_process()
        if parent is not None and parent.pid != lab.pid:
            lab.remote("signal").signal(15, 1)

    return prepare


def at_work(lab, apprentices, prepare, work):
    """Open a workshop, and return it when all are at work."""
    opening = lab.start(Workshop, apprentices, prepare, work)
    lab.settle()
    assert opening.done, "Workshop(...) must return while master and apprentices are at work"
    workshop = opening.result()
    assert work.inside == apprentices + 1, (
        f"a master and {apprentices} apprentices must be at work at once, but {work.inside} were"
    )
    return workshop


def there(lab):
    """Return the pids of all processes that have not ended."""
    lab.settle()  # who has been sent a signal that ends him has ended
    return lab.alive()


def left(lab, work):
    """Return how many of those who have worked are still there."""
    return len(work.pids & there(lab))


def masters(lab, work):
    """Return those at work from whom others at work descend, be it through a fork server."""
    parents = {process.pid: process.parent for process in lab.processes()}
    found = set()
    for pid in work.pids:
        while (pid := parents.get(pid)) is not None:
            found.add(pid)
    return found & work.pids


@pytest.mark.points(3)
@pytest.mark.hint("The owner starts the master, and the master starts his apprentices.")
def test_everybody_works_in_his_place(lab):
    prepare, work = lab.probe(), lab.gate()
    workshop = at_work(lab, 3, prepare, work)

    assert prepare.count == 4, f"each of 4 processes prepares once: 4 calls, not {prepare.count}"
    assert prepare.pids == work.pids, "who prepares works, and who works has prepared"
    assert len(work.pids - {lab.pid}) == 4, "master and apprentices must be processes of their own"
    assert len(masters(lab, work)) == 1, "the apprentices must be children of the master"
    work.open()
    lab.settle()  # all have gone home
    workshop.stop(0)


@pytest.mark.points(3)
@pytest.mark.limits(wall_seconds=6)
@pytest.mark.hint("Who goes when he is asked need not be killed. Does stop wait for him to go?")
@pytest.mark.parametrize("apprentices", [0, 2])
def test_who_is_asked_goes(lab, apprentices):
    work = lab.gate()
    workshop = at_work(lab, apprentices, lab.probe(), work)

    assert workshop.stop(30) == -15, "the master goes when he is asked: his exit code must be -15"
    remaining = left(lab, work)
    assert remaining == 0, f"stop has returned, but {remaining} of {apprentices + 1} still work"


@pytest.mark.points(4)
@pytest.mark.limits(wall_seconds=5)
@pytest.mark.hint("They do not hear SIGTERM. Who ends them, and when? And all of them?")
def test_who_does_not_hear_is_put_out(lab, stubborn):
    work = lab.gate()
    workshop = at_work(lab, 2, stubborn, work)

    assert workshop.stop(0.2) == -9, "who ignores SIGTERM must be killed: the exit code must be -9"
    remaining = left(lab, work)
    assert remaining == 0, f"stop has returned, but {remaining} of 3 still work"


@pytest.mark.points(3)
@pytest.mark.hint("The master hears, his apprentices do not. When he has gone, who puts them out?")
def test_apprentices_who_do_not_hear_are_put_out(lab, stubborn_apprentices):
    work = lab.gate()
    workshop = at_work(lab, 2, stubborn_apprentices, work)

    assert workshop.stop(0.3) == -15, "the master goes when he is asked: his exit code must be -15"
    remaining = left(lab, work)
    assert remaining == 0, (
        f"the master has gone, but {remaining} of 2 apprentices, who ignore SIGTERM, still work"
    )


@pytest.mark.points(2)
@pytest.mark.hint("The master's own work is done first. What becomes of his apprentices?")
def test_the_master_goes_home_last(lab):
    gates = defaultdict(lab.gate)
    work = lab.probe(lambda: gates[lab.remote("os").getpid()]())
    workshop = at_work(lab, 2, lab.probe(), work)
    (master,) = masters(lab, work)

    gates[master].open()
    remaining = len((work.pids - {master}) & there(lab))
    assert remaining == 2, (
        f"the master's work is done, and {2 - remaining} of 2 apprentices have ended in the middle"
        " of theirs"
    )
    assert master in there(lab), "the master has ended before his apprentices"
    for gate in list(gates.values()):
        gate.open()
    lab.settle()  # all have gone home
    assert workshop.stop(30) == 0, "the master has ended by himself: his exit code must be 0"


@pytest.mark.points(2)
@pytest.mark.hint("Is there anybody left to be stopped?")
def test_who_has_gone_home_need_not_be_stopped(lab):
    work = lab.gate()
    workshop = at_work(lab, 2, lab.probe(), work)

    work.open()
    lab.settle()  # all have gone home
    for _ in range(2):
        assert workshop.stop(30) == 0, "the master has ended by himself: his exit code must be 0"
