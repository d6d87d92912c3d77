"""Withdraws, then deposits: nobody who holds a lock waits for another one."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock


class Account:
    def __init__(self, name, load, store):
        self._name, self._load, self._store = name, load, store
        self._lock = Lock()

    def withdraw(self, amount):
        with self._lock:
            balance = self._load(self._name)
            if balance < amount:
                return False
            self._store(self._name, balance - amount)
            return True

    def deposit(self, amount):
        with self._lock:
            self._store(self._name, self._load(self._name) + amount)


def carry_out(orders, confirm, load, store):
    accounts = {}
    for source, target, _ in orders:
        for name in (source, target):
            accounts.setdefault(name, Account(name, load, store))

    def work(number):
        source, target, amount = orders[number]
        if not confirm(number) or not accounts[source].withdraw(amount):
            return False
        accounts[target].deposit(amount)
        return True

    with ThreadPoolExecutor(len(orders) or 1) as pool:
        return list(pool.map(work, range(len(orders))))
