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
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        if amount > self.balance:
            raise InsufficientFunds(amount, self.balance)
        self.balance -= amount
        self.history.append(("withdraw", amount))

    def transfer(self, amount, to):
        self.withdraw(amount)
        to.deposit(amount)

    def __repr__(self):
        return f"BankAccount({self.owner!r}, {self.balance})"
