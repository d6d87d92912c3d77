"""The moments at which a table stands still, or does not."""

import pytest
from dining_philosophers import dine


def nothing(*_):
    """Take no time."""


class Held:
    """A function of the test with a gate for each philosopher."""

    def __init__(self, lab, philosophers, *, opened=()):
        self.gates = [lab.gate() for _ in range(philosophers)]
        for philosopher in opened:
            self.gates[philosopher].open()

    def __call__(self, philosopher):
        self.gates[philosopher](philosopher)

    @property
    def inside(self):
        return [i for i, gate in enumerate(self.gates) if gate.inside]

    def open(self):
        for gate in self.gates:
            gate.open()


@pytest.mark.points(2)
@pytest.mark.hint(
    "Everybody has got as many forks as he could while the others were slow. If each of them has"
    " one now and waits for his neighbour's, nobody ever eats."
)
@pytest.mark.parametrize("philosophers", [2, 3, 5])
def test_all_reach_for_their_forks_at_once(lab, philosophers):
    take, eat = lab.gate(), lab.probe()
    call = lab.start(dine, philosophers, 2, nothing, take, eat)

    lab.settle()  # everybody has taken what he can get, and nobody goes on
    take.open()
    call.result()

    assert eat.count == 2 * philosophers, (
        f"{philosophers} philosophers eat 2 meals each, but {eat.count} were eaten"
    )


@pytest.mark.hint("Two who share no fork have nothing to wait for: what do they both need?")
@pytest.mark.parametrize("eaters", [(0, 2), (1, 4)])
def test_two_who_share_no_fork_eat_at_the_same_time(lab, eaters):
    think, eat = Held(lab, 5, opened=eaters), Held(lab, 5)
    call = lab.start(dine, 5, 1, think, nothing, eat)

    lab.settle()  # the other three think
    assert eat.inside == list(eaters), (
        f"philosophers {eaters[0]} and {eaters[1]} share no fork and the others think, so both must"
        f" be eating; those who ate: {eat.inside}"
    )
    think.open()
    eat.open()
    call.result()


@pytest.mark.points(2)
@pytest.mark.hint(
    "While somebody eats, both his forks are his: is a fork one and the same lock for both who"
    " can reach it, and is it held until the meal is over?"
)
def test_neighbours_never_eat_at_the_same_time(lab):
    think, take, eat = Held(lab, 5, opened=[0, 2]), lab.probe(), Held(lab, 5)
    call = lab.start(dine, 5, 1, think, take, eat)
    lab.settle()

    think.gates[1].open()  # he sits between the two who eat
    lab.settle()
    taken = [took.args for took in take.calls]
    assert 1 not in eat.inside, "philosopher 1 ate while his neighbours 0 and 2 were eating"
    assert not {(1, 1), (1, 2)} & set(taken), (
        "philosopher 1 called take while both his forks were in the hands of his neighbours 0 and 2"
    )
    eat.gates[0].open()
    lab.settle()
    taken = [took.args for took in take.calls]
    assert 1 not in eat.inside, "philosopher 1 ate while his neighbour 2 was eating"
    assert (1, 2) not in taken, (
        "philosopher 1 called take for fork 2 while it was in the hands of his neighbour 2"
    )
    eat.gates[2].open()
    lab.settle()
    assert eat.inside == [1], "philosopher 1's neighbours have eaten: now he must be eating"

    think.open()
    eat.open()
    call.result()


@pytest.mark.hint(
    "Who waits for a fork must not hold anything that others need who share no fork with him: what"
    " does a waiter do while he waits?"
)
def test_who_waits_for_a_fork_holds_up_no_one_else(lab):
    think, eat = Held(lab, 5), Held(lab, 5)
    call = lab.start(dine, 5, 1, think, nothing, eat)

    for hungry in [0, 1, 3]:  # 0 eats, 1 is his neighbour, and 3 shares no fork with them
        think.gates[hungry].open()
        lab.settle()
    assert eat.inside == [0, 3], (
        "philosopher 0 eats, 1 waits for a fork of his, and 3, whose forks both lie on the table,"
        f" must be eating too; those who ate: {eat.inside}"
    )
    think.open()
    eat.open()
    call.result()


@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint("A pool has as many workers as you say; if you say nothing, it decides itself.")
def test_a_worker_for_each_at_a_large_table(lab, monkeypatch):
    for name in ("cpu_count", "process_cpu_count"):  # a pool's default size: the same everywhere
        monkeypatch.setattr(lab.remote("os"), name, lambda: 1, raising=False)
    think = Held(lab, 7)
    call = lab.start(dine, 7, 1, think, nothing, nothing)

    lab.settle()
    assert think.inside == list(range(7)), (
        f"all 7 philosophers must be thinking at once, but {len(think.inside)} were"
    )
    think.open()
    call.result()


@pytest.mark.hint("The last philosopher's second fork is the first one's first.")
@pytest.mark.parametrize(("philosophers", "eater", "neighbour"), [(2, 0, 1), (5, 0, 4), (5, 4, 0)])
def test_around_the_end_of_the_table(lab, philosophers, eater, neighbour):
    think, eat = Held(lab, philosophers, opened=[eater]), Held(lab, philosophers)
    call = lab.start(dine, philosophers, 1, think, nothing, eat)
    lab.settle()
    think.gates[neighbour].open()
    lab.settle()

    assert eat.inside == [eater], (
        f"of {philosophers} philosophers number {neighbour} is number {eater}'s neighbour and must"
        f" wait while he eats; those who ate: {eat.inside}"
    )
    think.open()
    eat.open()
    call.result()


@pytest.mark.hint("Who thinks has laid down everything, and nobody has to wait for him.")
@pytest.mark.parametrize("thinker", [0, 3])
def test_a_thinker_holds_up_nobody(lab, thinker):
    others = [philosopher for philosopher in range(5) if philosopher != thinker]
    think, eat = Held(lab, 5, opened=others), lab.probe()
    call = lab.start(dine, 5, 3, think, nothing, eat)

    lab.settle()
    eaten = [eat_call.args[0] for eat_call in eat.calls]
    assert sorted(eaten) == sorted(others * 3), (
        f"while philosopher {thinker} was thinking the four others must come to 12 meals, but"
        f" {len(eaten)} were eaten"
    )
    if call.done:
        call.result()  # what it raised shows as itself
    assert not call.done, f"dine returned although philosopher {thinker} was still thinking"

    think.open()
    call.result()
    assert eat.count == 15, f"5 philosophers eat 3 meals each, but {eat.count} were eaten"
