"""The board is read while the machines work."""

import pytest
from shared_array import CoinBoard


class Cellar:
    """Give each machine its bags, one at a time, each behind a gate."""

    def __init__(self, lab, *bags):
        self.waiting = [iter([*own, None]) for own in bags]
        self.gates = [lab.gate(lambda machine: next(self.waiting[machine])) for _ in bags]

    def next_bag(self, machine):
        return self.gates[machine](machine)

    @property
    def inside(self):
        return sum(gate.inside for gate in self.gates)

    @property
    def pids(self):
        return set().union(*(gate.pids for gate in self.gates))

    def open(self):
        for gate in self.gates:
            gate.open()


@pytest.mark.points(2)
@pytest.mark.hint("Start all machines before you wait for the first, and wait in join only.")
def test_processes_side_by_side(lab):
    cellar = Cellar(lab, [(0, 1)], [(0, 2)], [(0, 4)])
    board = CoinBoard(1, 3, cellar.next_bag)

    lab.settle()
    assert cellar.inside == 3, f"3 machines ask for a bag at the same time, not {cellar.inside}"
    assert len(cellar.pids - {lab.pid}) == 3, "each machine must be a process of its own"
    cellar.open()
    board.join()
    left = cellar.pids & lab.alive()
    assert len(left) == 0, f"join has returned, but {len(left)} of 3 machines are left"
    assert board.read() == ([7], 7), "three machines have counted 1, 2 and 4"


@pytest.mark.points(3)
@pytest.mark.hint("A bag is on the board before its machine asks for the next one.")
def test_each_bag_shows_at_once(lab):
    cellar = Cellar(lab, [(0, 10), (1, 20)], [(1, 5)])
    board = CoinBoard(2, 2, cellar.next_bag)
    lab.settle()
    assert board.read() == ([0, 0], 0), "nothing has been counted yet"

    for machine, shown in [(0, ([10, 0], 10)), (1, ([10, 5], 15)), (0, ([10, 25], 35))]:
        cellar.gates[machine].release()
        lab.settle()
        amounts, total = board.read()
        assert amounts == shown[0], (
            "a machine has counted a bag and asks for the next: the first bag must be on the board"
        )
        assert total == shown[1], "a bag that has been counted must be in the total at once"
    cellar.open()
    board.join()
    assert board.read() == ([10, 25], 35), "the board shows the same when the machines have ended"


@pytest.mark.points(2)
@pytest.mark.hint("One machine has no more bags, another one still has. Who must wait for whom?")
def test_join_waits_for_the_last_machine(lab):
    cellar = Cellar(lab, [(0, 1)], [(0, 2)])
    board = CoinBoard(1, 2, cellar.next_bag)
    evening = lab.start(board.join)
    cellar.gates[0].open()

    lab.settle()
    if evening.done:
        evening.result()  # what it raised shows as itself
    assert not evening.done, "join returned although a machine was still waiting for its bag"
    cellar.open()
    evening.result()
    assert board.read() == ([3], 3), "two machines have counted 1 and 2"


@pytest.mark.hint("A machine lives on after its last bag. What does join wait for?")
def test_all_machines_have_ended(lab):
    stay = lab.gate()
    cellar = Cellar(lab, [(0, 1)], [(0, 2)])
    cellar.open()

    def next_bag(machine):
        # A process waits for its threads before it ends.
        lab.remote("threading").Thread(target=stay, daemon=False).start()
        return cellar.next_bag(machine)

    board = CoinBoard(1, 2, next_bag)
    call = lab.start(board.join)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
        left = stay.pids & lab.alive()
        assert len(left) == 0, f"join has returned, but {len(left)} of 2 machines are left"
    stay.open()
    call.result()
    assert board.read() == ([3], 3), "two machines have counted 1 and 2"
