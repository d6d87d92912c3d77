"""Takes the locks in order, and the same one twice when source and target are one account."""

import threading


def carry_out(orders, confirm, load, store):
    locks = {account: threading.Lock() for order in orders for account in order[:2]}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        first, second = sorted([source, target])
        with locks[first], locks[second]:
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
