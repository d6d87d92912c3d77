"""Carries the orders out in a row: correct, and as slow as the slowest customer."""


def carry_out(orders, confirm, load, store):
    done = []
    for number, (source, target, amount) in enumerate(orders):
        enough = confirm(number) and load(source) >= amount
        if enough:
            store(source, load(source) - amount)
            store(target, load(target) + amount)
        done.append(enough)
    return done
