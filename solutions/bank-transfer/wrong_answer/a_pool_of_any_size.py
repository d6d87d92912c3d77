"""Leaves the number of workers to the pool: some orders wait for the customers of others."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Lock


def carry_out(orders, confirm, load, store):
    locks = {account: Lock() for order in orders for account in order[:2]}

    def work(number):
        source, target, amount = orders[number]
        if not confirm(number):
            return False
        with ExitStack() as stack:
            for account in sorted({source, target}):
                stack.enter_context(locks[account])
            balance = load(source)
            if balance < amount:
                return False
            store(source, balance - amount)
            store(target, load(target) + amount)
            return True

    with ThreadPoolExecutor() as pool:
        return list(pool.map(work, range(len(orders))))
