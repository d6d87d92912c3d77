"""Decides outside the locks whether there is enough."""

import threading


def carry_out(orders, confirm, load, store):
    locks = {account: threading.RLock() for order in orders for account in order[:2]}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number) or load(source) < amount:
            return
        first, second = sorted([source, target])
        with locks[first], locks[second]:
            store(source, load(source) - amount)
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
