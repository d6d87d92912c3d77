"""Two threads take numbers from one generator.

Race: one asks for the next number while the generator runs for the other one: ValueError.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = [0, 1, 2, 3]


def count_up():
    n = 0
    while True:
        yield n
        n += 1


def main():
    ids, got, errors = count_up(), [], []

    def take():
        for _ in range(2):
            try:
                got.append(next(ids))
            except ValueError as e:
                errors.append(str(e))

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors or sorted(got)
