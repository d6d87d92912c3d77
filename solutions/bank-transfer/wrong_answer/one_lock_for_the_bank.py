"""One lock for all accounts: nothing is lost, and nothing overlaps."""

import threading


def carry_out(orders, confirm, load, store):
    bank = threading.Lock()
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
        with bank:
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
