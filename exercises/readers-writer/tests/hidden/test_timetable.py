"""Readers together, clerks alone, and everybody in turn."""

import pytest
from readers_writer import Timetable


class Hall:
    """A timetable, a gate for its readers and one for its clerks."""

    def __init__(self, lab):
        self.lab = lab
        self.look, self.work = lab.gate(returns="seen"), lab.gate(returns="done")
        self.timetable = Timetable()
        self.calls = []

    def read(self):
        self.calls.append(self.lab.start(self.timetable.read, self.look))
        self.settle()

    def change(self):
        self.calls.append(self.lab.start(self.timetable.change, self.work))
        self.settle()

    def settle(self):
        self.lab.settle()
        for call in self.calls:
            if call.done:
                call.result()  # what it raised shows as itself

    @property
    def inside(self):
        """How many readers and how many clerks are inside."""
        return self.look.inside, self.work.inside

    def close(self):
        self.look.open()
        self.work.open()
        for call in self.calls:
            call.result()


@pytest.fixture
def hall(lab):
    return Hall(lab)


@pytest.mark.points(3)
@pytest.mark.hint("Readers do not get in each other's way. What do they hold as they read?")
def test_readers_read_side_by_side(hall):
    for _ in range(3):
        hall.read()

    assert hall.inside == (3, 0), f"3 came to read, but {hall.look.inside} of them are reading"
    hall.close()
    assert [call.result() for call in hall.calls] == ["seen"] * 3, "read returns what look returns"


@pytest.mark.points(3)
@pytest.mark.hint("A clerk is alone. Whom does he wait for, and who waits for him?")
def test_a_clerk_is_alone(hall):
    hall.change()
    hall.read()
    hall.read()
    hall.change()
    assert hall.inside == (0, 1), (
        f"a clerk is at work, but {hall.look.inside} readers and {hall.work.inside - 1} other"
        " clerks are inside"
    )
    hall.work.release()
    hall.settle()
    assert hall.inside in [(2, 0), (0, 1)], (
        "one clerk is done: now both readers or the other clerk must be inside"
    )
    hall.close()
    assert hall.work.max_inside == 1, "two clerks must never be inside at the same time"


@pytest.mark.points(3)
@pytest.mark.hint("How does a clerk who waits hear that the last reader has left?")
def test_a_clerk_waits_for_all_readers(hall):
    hall.read()
    hall.read()
    hall.change()
    assert hall.inside == (2, 0), "two are reading, so the clerk must wait"

    hall.look.release()
    hall.settle()
    assert hall.inside == (1, 0), "one is still reading, so the clerk must wait"
    hall.look.release()
    hall.settle()
    assert hall.inside == (0, 1), "nobody is reading any more, so the clerk must be at work"
    hall.close()


@pytest.mark.points(4)
@pytest.mark.hint("Who comes after a clerk who waits must not overtake him. What do readers ask?")
def test_readers_do_not_overtake_a_clerk(hall):
    hall.read()
    hall.change()
    hall.read()
    hall.read()
    assert hall.inside == (1, 0), (
        f"a clerk was waiting, but {hall.look.inside - 1} readers who came later went in before him"
    )

    hall.look.release()
    hall.settle()
    assert hall.inside == (0, 1), "the first reader has left: the clerk's turn"
    hall.work.release()
    hall.settle()
    assert hall.inside == (2, 0), (
        f"the clerk has left: both readers must be reading, but {hall.look.inside} are"
    )
    hall.close()


@pytest.mark.points(2)
@pytest.mark.hint("Two clerks wait. One of them goes in, the other one waits on: who knows of him?")
def test_two_clerks_wait(hall):
    hall.read()
    hall.change()
    hall.change()
    hall.read()
    assert hall.inside == (1, 0), "one is reading, so two clerks must wait, and who came after them"

    hall.look.release()
    hall.settle()
    for ended in range(2):
        assert hall.inside == (0, 1), (
            f"{ended} of 2 clerks are done, and one must be at work, alone, but"
            f" {hall.look.inside} readers and {hall.work.inside} clerks are inside"
        )
        hall.work.release()
        hall.settle()
    assert hall.inside == (1, 0), "both clerks are done: the reader's turn"
    hall.close()


@pytest.mark.points(2)
@pytest.mark.hint("How many clerks wait? When one of them goes in, the others have not gone away.")
def test_no_clerk_is_forgotten(hall):
    hall.change()
    hall.change()
    for _ in range(3):
        hall.read()
    hall.change()
    for _ in range(3):  # a mistake shows when one of these six is awake before the third clerk
        hall.read()
    for _ in range(2):
        hall.work.release()
        hall.settle()

    readers, clerks = hall.inside  # either the third clerk or those who came before him may be next
    if clerks:
        assert (readers, clerks) == (0, 1), "a clerk is at work, and he is not alone"
    else:
        assert readers in [1, 2, 3], (
            "two clerks are done and a third one waits, before whom 3 readers have come: he or they"
            f" must be next, but {readers} readers are inside"
        )
    hall.read()
    assert hall.inside == (readers, clerks), (
        "a clerk waits or is at work, but a reader who came later went in"
    )
    hall.close()


@pytest.mark.hint("Each timetable has readers and clerks of its own.")
def test_three_timetables(lab):
    halls = [Hall(lab) for _ in range(3)]
    halls[0].change()
    halls[1].change()
    halls[2].read()

    inside = [hall.inside for hall in halls]
    assert inside == [(0, 1), (0, 1), (1, 0)], (
        "two timetables have nothing to do with each other: a clerk must be at work at each of two,"
        " and a reader be reading at a third one"
    )
    for hall in halls:
        hall.close()


@pytest.mark.points(3)
@pytest.mark.hint("Who leaves with an exception has left, too.")
@pytest.mark.parametrize("how", ["read", "change"])
def test_after_an_error(lab, how):
    timetable = Timetable()
    for _ in range(2):
        with pytest.raises(ZeroDivisionError, match="no glasses"):
            getattr(timetable, how)(lab.probe(raises=ZeroDivisionError("no glasses")))

    assert timetable.change(lambda: 1) == 1, "after an error a clerk must come to his turn"
    assert timetable.read(lambda: 2) == 2, "after an error readers must come to theirs"


@pytest.mark.hint("Who leaves with an exception has left. Who tells those who wait for it?")
@pytest.mark.parametrize(
    ("how", "next_one"), [("read", "change"), ("change", "change"), ("change", "read")]
)
def test_who_waits_hears_of_an_error(lab, hall, how, next_one):
    def fail():
        raise ZeroDivisionError("no glasses")

    failing = lab.gate(fail)
    call = lab.start(getattr(hall.timetable, how), failing)
    lab.settle()
    getattr(hall, next_one)()
    assert hall.inside == (0, 0), "somebody is inside, so whoever comes must wait"

    failing.open()
    with pytest.raises(ZeroDivisionError, match="no glasses"):
        call.result()
    hall.settle()
    assert sum(hall.inside) == 1, (
        f"{how} has ended with an error, so the one who waited must be inside, but is not"
    )
    hall.close()
