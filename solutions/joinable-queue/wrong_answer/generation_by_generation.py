"""Opens the pile in generations: what is inside waits for the slowest envelope beside it."""

from concurrent.futures import ThreadPoolExecutor


def open_all(envelopes, clerks, open_one):
    def attempt(envelope):
        try:
            return open_one(envelope), 0
        except Exception:
            return [], 1

    todo, torn = list(envelopes), 0
    with ThreadPoolExecutor(clerks) as pool:
        while todo:
            results = list(pool.map(attempt, todo))
            torn += sum(failed for _, failed in results)
            todo = [inner for inside, _ in results for inner in inside]
    return torn
