class AccountError(Exception):
    pass


class InsufficientFunds(AccountError):
    def __init__(self, needed, available):
        super().__init__(f"{needed} needed, {available} available")
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
        if amount <= 0:
            raise ValueError("amount must be positive")
        self._balance += amount
        self._history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if amount > self._balance:
            raise InsufficientFunds(amount, self._balance)
        self._balance -= amount
        self._history.append(("withdraw", amount))

    def transfer(self, amount, to):
        self.withdraw(amount)
        to.deposit(amount)

    def __repr__(self):
        return f"BankAccount({self.owner!r}, {self._balance})"
