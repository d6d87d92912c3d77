"""The steps fall as badly as they can."""

import pytest
from bank_transfer import carry_out


class Books:
    """The bank's books."""

    def __init__(self, **books):
        self.books = books

    def load(self, account):
        return self.books[account]

    def store(self, account, balance):
        self.books[account] = balance


class Customers:
    """Say yes when told to, each by himself."""

    def __init__(self, lab, count):
        self.gates = [lab.gate(returns=True) for _ in range(count)]

    def __call__(self, number):
        return self.gates[number](number)

    def open(self):
        for gate in self.gates:
            gate.open()


def yes(number):
    return True


@pytest.mark.points(2)
@pytest.mark.hint(
    "Each of the two workers has got as far as it could while the books were slow. If each has one"
    " account now and waits for the other's, nobody ever goes on."
)
@pytest.mark.parametrize("names", [("Anna", "Ben"), ("Ben", "Anna")])
def test_opposite_transfers(lab, names):
    one, other = names
    bank = Books(**{one: 100, other: 100})
    load = lab.gate(bank.load)
    call = lab.start(carry_out, [(one, other, 10), (other, one, 25)], yes, load, bank.store)

    lab.settle()
    load.open()
    assert call.result() == [True, True], "both have enough"
    assert bank.books == {one: 115, other: 85}, "10 went one way and 25 the other"


@pytest.mark.hint(
    "Several workers queue for the same account, in different directions. Nobody may keep one"
    " account while he waits for another that is kept by somebody who waits for his."
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_queue_at_one_account(lab, turned):
    orders = [("Hub", "Far", 1)] + [("Hub", "Near", 1)] * 4 + [("Near", "Hub", 1)]
    if turned:
        orders = [(target, source, amount) for source, target, amount in orders]
    bank = Books(Hub=100, Near=100, Far=100)
    confirm, load = Customers(lab, len(orders)), lab.gate(bank.load)
    call = lab.start(carry_out, orders, confirm, load, bank.store)

    for gate in confirm.gates:
        gate.open()
        lab.settle()  # this worker is as far as it can get, behind those before it
    load.open()
    assert call.result() == [True] * len(orders), "everybody has enough"
    assert sum(bank.books.values()) == 300, f"there must be 300 in all, not {bank.books}"


@pytest.mark.hint(
    "Somebody has looked into a book and is about to write. Whoever looks into it now sees an old"
    " balance: the books of the source and of the target must both be protected, from the look to"
    " the writing, by the same lock for everybody."
)
@pytest.mark.parametrize(
    "orders",
    [
        [("Anna", "Ben", 10), ("Ben", "Cleo", 20), ("Cleo", "Anna", 30)],
        [("Anna", "Cleo", 10), ("Ben", "Cleo", 20), ("Cleo", "Cleo", 30)],
    ],
)
def test_no_money_vanishes(lab, orders):
    bank = Books(Anna=100, Ben=100, Cleo=100)
    store = lab.gate(bank.store)
    call = lab.start(carry_out, orders, yes, bank.load, store)

    lab.settle()
    store.open()
    assert call.result() == [True, True, True], "everybody has enough"
    expected = dict.fromkeys(["Anna", "Ben", "Cleo"], 100)
    for source, target, amount in orders:
        expected[source] -= amount
        expected[target] += amount
    lost = sum(expected.values()) - sum(bank.books.values())
    assert bank.books == expected, (
        f"the books must say {expected}, but say {bank.books}: {lost} were lost"
    )


@pytest.mark.points(2)
@pytest.mark.hint(
    "There is enough for one of the two. Is it decided under the lock that there is enough, and"
    " is that lock held until the money is gone?"
)
def test_nothing_is_spent_twice(lab):
    bank = Books(Anna=100, Ben=0, Cleo=0)
    load = lab.gate(bank.load)
    call = lab.start(carry_out, [("Anna", "Ben", 80), ("Anna", "Cleo", 70)], yes, load, bank.store)

    lab.settle()
    load.open()
    done = call.result()
    assert sorted(done) == [False, True], f"Anna has 100: 80 or 70 can be sent, not {done}"
    assert bank.books["Anna"] == (20 if done[0] else 30), (
        f"Anna had 100 and sent {80 if done[0] else 70}, but the book says {bank.books['Anna']}"
    )
    assert sum(bank.books.values()) == 100, f"there must be 100 in all, not {bank.books}"


@pytest.mark.points(2)
@pytest.mark.hint("These orders have no account in common: what do their workers both need?")
def test_unrelated_transfers_overlap(lab):
    bank = Books(Anna=10, Ben=10, Cleo=10, Dora=10, Emil=10, Fay=10)
    load = lab.gate(bank.load)
    orders = [("Anna", "Ben", 1), ("Dora", "Cleo", 2), ("Emil", "Fay", 3)]
    call = lab.start(carry_out, orders, yes, load, bank.store)

    lab.settle()
    assert load.inside == 3, (
        f"3 orders have no account in common, but only {load.inside} were being carried out"
    )
    load.open()
    assert call.result() == [True, True, True], "everybody has enough"


@pytest.mark.points(2)
@pytest.mark.hint(
    "One order waits for a busy account, and the next one needs other accounts. What does the one"
    " who waits hold meanwhile?"
)
def test_who_waits_for_an_account_holds_up_no_strangers(lab):
    bank = Books(Anna=10, Ben=10, Cleo=10, Dora=10, Emil=10)
    confirm, load = Customers(lab, 3), lab.gate(bank.load)
    orders = [("Anna", "Ben", 1), ("Anna", "Cleo", 2), ("Dora", "Emil", 3)]
    call = lab.start(carry_out, orders, confirm, load, bank.store)

    for gate in confirm.gates:
        gate.open()
        lab.settle()  # this worker is as far as it can get, behind those before it
    looked_into = {record.args[0] for record in load.calls}
    assert looked_into & {"Dora", "Emil"}, (
        "an order from Dora to Emil had to wait, although the orders before it were about others'"
        " accounts"
    )
    load.open()
    assert call.result() == [True, True, True], "everybody has enough"


@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint("Each order needs a worker of its own. Who says how many your pool has?")
def test_a_worker_for_each_order(lab, monkeypatch):
    for name in ("cpu_count", "process_cpu_count"):  # a pool's default size: the same everywhere
        monkeypatch.setattr(lab.remote("os"), name, lambda: 1, raising=False)
    confirm = lab.gate(returns=True)
    bank = Books(Anna=12, Ben=0)
    call = lab.start(carry_out, [("Anna", "Ben", 1)] * 12, confirm, bank.load, bank.store)

    lab.settle()
    assert confirm.inside == 12, (
        f"12 customers must be asked at the same time, but {confirm.inside} were"
    )
    confirm.open()
    assert call.result() == [True] * 12, "Anna has just enough for all"
    assert bank.books == {"Anna": 0, "Ben": 12}, "each of 12 orders moved 1"


@pytest.mark.hint("Asking a customer takes long. What does the worker hold meanwhile?")
def test_a_thinking_customer_holds_up_nobody(lab):
    bank = Books(Anna=100, Ben=100)
    confirm = Customers(lab, 3)
    confirm.gates[1].open()
    confirm.gates[2].open()
    orders = [("Anna", "Ben", 10), ("Anna", "Ben", 20), ("Ben", "Anna", 50)]
    call = lab.start(carry_out, orders, confirm, bank.load, bank.store)

    lab.settle()
    assert bank.books == {"Anna": 130, "Ben": 70}, (
        "orders 1 and 2 were confirmed and must have been carried out while customer 0 was"
        f" thinking, but the books say {bank.books}"
    )
    if call.done:
        call.result()  # what it raised shows as itself
    assert not call.done, "carry_out returned although a customer was still thinking"
    confirm.open()
    assert call.result() == [True, True, True], "everybody has enough"
