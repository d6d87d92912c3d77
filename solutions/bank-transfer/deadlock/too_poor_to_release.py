"""Gives the locks back after the transfer, but not when there is too little money for it."""

import threading


def carry_out(orders, confirm, load, store):
    locks = {account: threading.Lock() for order in orders for account in order[:2]}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        accounts = sorted({source, target})
        for account in accounts:
            locks[account].acquire()
        balance = load(source)
        if balance < amount:
            return
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
