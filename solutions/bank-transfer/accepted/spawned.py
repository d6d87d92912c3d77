"""Processes that begin with an empty memory: all they need is sent to them."""

import multiprocessing
from contextlib import ExitStack


def _work(number, order, locks, functions, results):
    confirm, load, store = functions
    source, target, amount = order
    if not confirm(number):
        return
    with ExitStack() as stack:
        for account in sorted({source, target}):
            stack.enter_context(locks[account])
        balance = load(source)
        if balance >= amount:
            store(source, balance - amount)
            store(target, load(target) + amount)
            results[number] = True


def carry_out(orders, confirm, load, store):
    context = multiprocessing.get_context("spawn")
    locks = {account: context.Lock() for order in orders for account in order[:2]}
    results = context.Array("b", len(orders) or 1)
    workers = [
        context.Process(target=_work, args=(number, order, locks, (confirm, load, store), results))
        for number, order in enumerate(orders)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return [bool(result) for result in results[: len(orders)]]
