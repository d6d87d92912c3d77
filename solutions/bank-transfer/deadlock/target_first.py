"""Always takes the target's lock first: an order, but not the same for everybody."""

import threading


def carry_out(orders, confirm, load, store):
    locks = {account: threading.Lock() for order in orders for account in order[:2]}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        if source == target:
            with locks[source]:
                done[number] = load(source) >= amount
            return
        locks[target].acquire()
        locks[source].acquire()
        balance = load(source)
        if balance >= amount:
            store(source, balance - amount)
            store(target, load(target) + amount)
            done[number] = True
        locks[source].release()
        locks[target].release()

    threads = [
        threading.Thread(target=work, args=(number, *order)) for number, order in enumerate(orders)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done
