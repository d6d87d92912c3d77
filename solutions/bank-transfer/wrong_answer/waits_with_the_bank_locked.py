"""Waits for busy accounts under a lock that all need: who comes later waits for strangers."""

import threading


def carry_out(orders, confirm, load, store):
    bank = threading.Lock()
    locks = {account: threading.Lock() for order in orders for account in order[:2]}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        accounts = {source, target}
        with bank:
            for account in accounts:
                locks[account].acquire()
        balance = load(source)
        if balance >= amount:
            store(source, balance - amount)
            store(target, load(target) + amount)
            done[number] = True
        for account in accounts:
            locks[account].release()

    threads = [
        threading.Thread(target=work, args=(number, *order)) for number, order in enumerate(orders)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return done
