import multiprocessing

total = 0


def add(counter, n):
    counter = n


def _count(n):
    global total
    total += n


def count_to(n, workers):
    for _ in range(workers):
        p = multiprocessing.Process(target=_count, args=(n,))
        p.start()
        p.join()
    return total


def squares(n):
    return [i * i for i in range(n)]


def word_lengths(words):
    lengths = {}
    for w in words:
        p = multiprocessing.Process(target=lengths.__setitem__, args=(w, len(w)))
        p.start()
        p.join()
    return lengths


def upper_in_child(data):
    return data


def phases(workers, rounds):
    return [(r, w) for w in range(workers) for r in range(rounds)]
