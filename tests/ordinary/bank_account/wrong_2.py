class AccountError(Exception):
    pass


class InsufficientFunds(Exception):
    def __init__(self, needed, available):
        self.needed = needed
        self.available = available


class BankAccount:
    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self._history = []

    @property
    def balance(self):
        return self._balance

    @property
    def history(self):
        return list(self._history)

    def deposit(self, amount):
        self._balance += amount

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self._balance -= amount

    def transfer(self, amount, to):
        to.deposit(amount)
        self.withdraw(amount)
