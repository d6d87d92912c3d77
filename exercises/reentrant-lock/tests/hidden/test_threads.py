"""Several threads: one at a time is inside, and the next one comes in when he is out."""

import pytest
from reentrant_lock import Store


class Shelf:
    """The list of the store."""

    def __init__(self, **parts):
        self.parts = parts

    def load(self, part):
        return self.parts[part]

    def store(self, part, number):
        self.parts[part] = number


@pytest.fixture
def shelf():
    return Shelf(screw=10, spring=10)


def must_wait(call, why):
    """Fail if a call has returned; what it raised shows as itself."""
    if call.done:
        call.result()
    assert not call.done, why


@pytest.mark.points(2)
@pytest.mark.hint("Reading, working out and writing is one step: whoever reads in between is late.")
def test_no_piece_is_lost(lab, shelf):
    load = lab.gate(shelf.load)
    store = Store(load, shelf.store)
    calls = [lab.start(store.add, "screw", 1) for _ in range(4)]

    lab.settle()
    assert load.inside == 1, f"one thread at a time may be inside, but {load.inside} were reading"
    load.open()
    assert sorted(call.result() for call in calls) == [11, 12, 13, 14], "each one added a screw"
    assert shelf.parts["screw"] == 14, f"4 were added to 10; there are {shelf.parts['screw']}"


@pytest.mark.points(2)
@pytest.mark.hint(
    "The screws are gone and the springs are not there yet. Is the lock held from the first step to"
    " the last?"
)
def test_nobody_sees_half_an_exchange(lab, shelf):
    write = lab.gate(shelf.store)
    store = Store(shelf.load, write)
    exchange = lab.start(store.exchange, "screw", "spring", 4)
    lab.settle()
    look = lab.start(store.exclusively, lambda: [store.count(part) for part in shelf.parts])

    for _ in range(2):
        lab.settle()
        must_wait(look, "somebody got into the store in the middle of an exchange")
        write.release()
    exchange.result()
    assert look.result() == [6, 14], "4 of 10 screws became springs, seen together"


@pytest.mark.points(2)
@pytest.mark.hint(
    "A method that was called inside the action is over, but the action is not: what did that"
    " method give back when it ended?"
)
def test_an_action_keeps_others_out_to_its_end(lab, shelf):
    store = Store(shelf.load, shelf.store)
    middle, end = lab.gate(), lab.gate()

    def action():
        middle()
        store.exclusively(lambda: store.add("screw", 1))
        end()
        return store.count("screw")

    running = lab.start(store.exclusively, action)
    lab.settle()
    adding = lab.start(store.add, "screw", 100)
    lab.settle()
    must_wait(adding, "add got into the store while another thread's action was running")

    middle.open()
    lab.settle()
    must_wait(
        adding, "add got into the store before the action was over, after a method called inside it"
    )
    end.open()
    assert running.result() == 11, "10 screws and 1 more: nobody else was inside"
    assert adding.result() == 111, "10 and 1 and 100"


@pytest.mark.hint("Who only wants to look has to wait at the door, too.")
@pytest.mark.parametrize("method", ["count", "exchange"])
def test_everybody_waits_for_an_action(lab, shelf, method):
    store = Store(shelf.load, shelf.store)
    ways = {
        "count": lambda: store.count("screw"),
        "exchange": lambda: store.exchange("screw", "spring", 4),
    }
    action = lab.gate()
    running = lab.start(store.exclusively, action)
    lab.settle()
    call = lab.start(ways[method])

    lab.settle()
    must_wait(call, f"{method} got into the store while another thread's action was running")
    assert shelf.parts == {"screw": 10, "spring": 10}, (
        f"{method} got into the store while another thread's action was running"
    )
    action.open()
    running.result()
    assert call.result() == {"count": 10, "exchange": None}[method], "what the method returns"


@pytest.mark.hint("One is in the middle of add. Who looks now, looks into somebody else's work.")
def test_who_looks_waits_for_who_adds(lab, shelf):
    write = lab.gate(shelf.store)
    store = Store(shelf.load, write)
    adding = lab.start(store.add, "screw", 1)
    lab.settle()
    look = lab.start(store.count, "screw")

    lab.settle()
    must_wait(look, "count got into the store while another thread was in the middle of add")
    write.open()
    assert adding.result() == 11, "10 screws and 1 more"
    assert look.result() == 11, "the screw was added before count got in"


@pytest.mark.points(2)
@pytest.mark.hint("Who comes second waits at the door until the first one has gone.")
def test_one_action_at_a_time(lab, shelf):
    store = Store(shelf.load, shelf.store)
    action = lab.gate(returns="done")
    calls = [lab.start(store.exclusively, action) for _ in range(3)]

    for ended in range(3):
        lab.settle()
        assert action.inside == 1, (
            f"{ended} of 3 actions have ended, and one at a time may be running, but"
            f" {action.inside} were"
        )
        action.release()
    assert [call.result() for call in calls] == ["done"] * 3, "what the actions returned"


@pytest.mark.hint("An exception is a way out, too. Is the door open behind it?")
@pytest.mark.parametrize("way", ["add", "exchange", "action"])
def test_the_next_one_gets_in_after_an_error(lab, shelf, way):
    write = lab.gate(shelf.store)
    store = Store(shelf.load, write)

    def broken():
        store.exclusively(lambda: store.add("spring", -11))

    failing = {
        "add": lambda: store.add("screw", -11),
        "exchange": lambda: store.exchange("screw", "spring", 11),
        "action": lambda: store.exclusively(broken),
    }
    write.open()
    with pytest.raises(ValueError):
        failing[way]()
    write.close()

    calls = [lab.start(store.add, "screw", 1) for _ in range(2)]  # two threads, one may be the same
    lab.settle()
    assert write.inside == 1, f"one thread must be inside, but {write.inside} were writing"
    write.open()
    assert sorted(call.result() for call in calls) == [11, 12], "two screws were added to 10"


@pytest.mark.hint("Each store has a door of its own.")
def test_two_stores(lab, shelf):
    first, second = Store(shelf.load, shelf.store), Store(shelf.load, shelf.store)
    action = lab.gate()
    calls = [lab.start(store.exclusively, action) for store in (first, second)]

    lab.settle()
    assert action.inside == 2, (
        f"two stores can be used at the same time, but {action.inside} actions were running"
    )
    action.open()
    for call in calls:
        call.result()
