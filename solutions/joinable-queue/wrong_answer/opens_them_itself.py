"""Opens everything in the main thread: right, but alone."""


def open_all(envelopes, clerks, open_one):
    pile, torn = list(envelopes), 0
    while pile:
        try:
            pile += open_one(pile.pop(0))
        except Exception:
            torn += 1
    return torn
