"""What is carried out, and what is not."""

import pytest
from bank_transfer import carry_out


class Bank:
    """Keep the books; `confirm` says yes to all orders but some."""

    def __init__(self, refused=(), **books):
        self.refused = refused
        self.books = books
        self.written = []

    def confirm(self, number):
        return number not in self.refused

    def load(self, account):
        return self.books[account]

    def store(self, account, balance):
        self.written.append(balance)
        self.books[account] = balance

    def carry_out(self, orders):
        return carry_out(orders, self.confirm, self.load, self.store)


@pytest.mark.hint("Each worker asks its customer once, and only those who say yes are served.")
def test_customers_are_asked(lab):
    bank = Bank(refused={1, 2}, Anna=10, Ben=10, Cleo=10)
    confirm = lab.probe(bank.confirm)
    orders = [("Anna", "Ben", 1), ("Ben", "Cleo", 2), ("Cleo", "Anna", 3), ("Ben", "Anna", 4)]

    done = carry_out(orders, confirm, bank.load, bank.store)

    assert sorted(call.args[0] for call in confirm.calls) == [0, 1, 2, 3], (
        "confirm must be called once for each order, with its number"
    )
    assert done == [True, False, False, True], "the customers of orders 1 and 2 have said no"
    assert bank.books == {"Anna": 13, "Ben": 7, "Cleo": 10}, "orders 0 and 3 were confirmed"


@pytest.mark.hint("Who has just enough has enough. What happens on the way out when it is not?")
def test_enough_and_not_enough():
    bank = Bank(Anna=10, Ben=0, Cleo=7, Dora=0)
    orders = [("Anna", "Ben", 10), ("Cleo", "Dora", 8), ("Dora", "Cleo", 0), ("Cleo", "Dora", 9)]

    assert bank.carry_out(orders) == [True, False, True, False], "10 of 10, 8 of 7, 0 of 0, 9 of 7"
    assert bank.books == {"Anna": 0, "Ben": 10, "Cleo": 7, "Dora": 0}, "only Anna's 10 were moved"
    assert min(bank.written) >= 0, (
        f"a balance never gets below 0, not even for a moment, but {min(bank.written)} was stored"
    )


@pytest.mark.hint("Source and target are the same account: how many locks are that?")
def test_to_oneself():
    bank = Bank(Anna=10)

    for amount, enough in [(4, True), (11, False), (10, True)]:
        assert bank.carry_out([("Anna", "Anna", amount)]) == [enough], (
            f"Anna has 10 and sends {amount} to herself"
        )
        assert bank.books == {"Anna": 10}, "who sends money to herself has what she had"


@pytest.mark.hint("A day without orders is a day too.")
def test_no_orders():
    assert Bank(Anna=1).carry_out([]) == [], "without orders there are no results"


@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint("Every amount that leaves one account must reach another one.")
def test_many_orders_among_few_accounts():
    names = ["Anna", "Ben", "Cleo", "Dora"]
    bank = Bank(**dict.fromkeys(names, 1000))
    orders = [(names[i % 4], names[(i + 1 + i % 3) % 4], i) for i in range(12)]

    assert bank.carry_out(orders) == [True] * 12, "everybody has enough for everything"
    expected = dict.fromkeys(names, 1000)
    for source, target, amount in orders:
        expected[source] -= amount
        expected[target] += amount
    assert bank.books == expected, (
        "each account must have what it had, less what it sent, plus what it got"
    )
