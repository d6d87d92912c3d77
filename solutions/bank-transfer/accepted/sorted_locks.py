"""A lock for each account, taken in alphabetical order."""

import threading
from contextlib import ExitStack


def carry_out(orders, confirm, load, store):
    accounts = {account for source, target, _ in orders for account in (source, target)}
    locks = {account: threading.Lock() for account in accounts}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        with ExitStack() as stack:
            for account in sorted({source, target}):
                stack.enter_context(locks[account])
            balance = load(source)
            if balance < amount:
                return
            if source != target:
                store(source, balance - amount)
                store(target, load(target) + amount)
            done[number] = True

    threads = [
        threading.Thread(target=work, args=(number, *order)) for number, order in enumerate(orders)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done
