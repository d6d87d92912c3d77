"""Takes the money first, and puts it back where it was not enough."""

import threading
from contextlib import ExitStack


def carry_out(orders, confirm, load, store):
    locks = {account: threading.Lock() for order in orders for account in order[:2]}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        with ExitStack() as stack:
            for account in sorted({source, target}):
                stack.enter_context(locks[account])
            balance = load(source) - amount
            store(source, balance)
            if balance < 0:
                store(source, balance + amount)
                return
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
