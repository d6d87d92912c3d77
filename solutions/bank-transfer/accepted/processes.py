"""Processes with locks of multiprocessing; each tells by its exit code what it did."""

import multiprocessing as mp
import sys


def _work(number, order, locks, confirm, load, store):
    source, target, amount = order
    if not confirm(number):
        sys.exit(1)
    first, second = min(source, target), max(source, target)
    locks[first].acquire()
    if first != second:
        locks[second].acquire()
    try:
        balances = {account: load(account) for account in order[:2]}
        if balances[source] < amount:
            sys.exit(1)
        balances[source] -= amount
        balances[target] += amount
        for account, balance in balances.items():
            store(account, balance)
    finally:
        if first != second:
            locks[second].release()
        locks[first].release()


def carry_out(orders, confirm, load, store):
    locks = {}
    for order in orders:
        for account in order[:2]:
            locks.setdefault(account, mp.Lock())
    workers = [
        mp.Process(target=_work, args=(number, order, locks, confirm, load, store))
        for number, order in enumerate(orders)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [worker.exitcode == 0 for worker in workers]
