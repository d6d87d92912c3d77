"""Has no locks at all."""

import threading


def carry_out(orders, confirm, load, store):
    done = [False] * len(orders)

    def work(number, source, target, amount):
        if not confirm(number):
            return
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
