"""Protects the account that the money comes from, but not the one that it goes to."""

import threading


def carry_out(orders, confirm, load, store):
    locks = {account: threading.Lock() for order in orders for account in order[:2]}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        with locks[source]:
            balance = load(source)
            if balance >= amount:
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
