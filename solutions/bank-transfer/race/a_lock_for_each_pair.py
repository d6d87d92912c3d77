"""Has a lock for each pair of accounts: two pairs with one account in common share nothing."""

import threading


def carry_out(orders, confirm, load, store):
    pairs = {(min(a, b), max(a, b)): threading.Lock() for a, b, _ in orders}
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        with pairs[min(source, target), max(source, target)]:
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
