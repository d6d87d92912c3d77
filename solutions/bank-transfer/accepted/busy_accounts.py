"""A condition guards a set of busy accounts: both are reserved at once, when both are free."""

import threading


class Reservations:
    def __init__(self):
        self._busy = set()
        self._changed = threading.Condition()

    def reserve(self, accounts):
        with self._changed:
            self._changed.wait_for(lambda: not self._busy & accounts)
            self._busy |= accounts

    def give_back(self, accounts):
        with self._changed:
            self._busy -= accounts
            self._changed.notify_all()


class Clerk(threading.Thread):
    def __init__(self, number, order, reservations, bank):
        super().__init__(name=f"clerk {number}")
        self.number, self.order, self.reservations, self.bank = number, order, reservations, bank
        self.done = False

    def run(self):
        confirm, _, _ = self.bank
        if confirm(self.number):
            accounts = set(self.order[:2])
            self.reservations.reserve(accounts)
            try:
                self.done = self.transfer(*self.order)
            finally:
                self.reservations.give_back(accounts)

    def transfer(self, source, target, amount):
        _, load, store = self.bank
        if load(source) < amount:
            return False
        store(source, load(source) - amount)
        store(target, load(target) + amount)
        return True


def carry_out(orders, confirm, load, store):
    reservations = Reservations()
    clerks = [
        Clerk(number, order, reservations, (confirm, load, store))
        for number, order in enumerate(orders)
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    return [clerk.done for clerk in clerks]
