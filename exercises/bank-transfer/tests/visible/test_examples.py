"""The example of the statement, and an order that is not confirmed: a student has these."""

from bank_transfer import carry_out


def test_two_customers():
    books = {"Anna": 100, "Ben": 50}
    orders = [("Anna", "Ben", 30), ("Ben", "Anna", 20), ("Anna", "Ben", 500)]

    done = carry_out(
        orders,
        lambda number: True,
        lambda account: books[account],
        lambda account, balance: books.update({account: balance}),
    )

    assert done == [True, True, False], "nobody has 500"
    assert books == {"Anna": 90, "Ben": 60}, "Anna has sent 30 and got 20"


def test_an_order_that_is_not_confirmed():
    books = {"Anna": 100, "Ben": 50}

    done = carry_out(
        [("Anna", "Ben", 30)],
        lambda number: False,
        lambda account: books[account],
        lambda account, balance: books.update({account: balance}),
    )

    assert done == [False], "the customer has said no"
    assert books == {"Anna": 100, "Ben": 50}, "nothing is moved"
