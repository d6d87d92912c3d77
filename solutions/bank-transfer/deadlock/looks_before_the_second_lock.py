"""Looks into the source's book under its lock, then takes the target's lock inside."""

import threading


def carry_out(orders, confirm, load, store):
    locks = {account: threading.Lock() for order in orders for account in order[:2]}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        with locks[source]:
            balance = load(source)
            if balance < amount:
                return
            done[number] = True
            if source == target:
                return
            store(source, balance - amount)
            with locks[target]:
                store(target, load(target) + amount)

    threads = [
        threading.Thread(target=work, args=(number, *order)) for number, order in enumerate(orders)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done
