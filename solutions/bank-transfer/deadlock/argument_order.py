"""Takes the source's lock first, then the target's: opposite transfers lock each other out."""

import threading


def carry_out(orders, confirm, load, store):
    locks = {account: threading.RLock() for order in orders for account in order[:2]}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        with locks[source], locks[target]:
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
