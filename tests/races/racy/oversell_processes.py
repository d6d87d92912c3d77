"""Two processes sell the last ticket.

Race: both see `left.value == 1` before either has taken it; the theatre sells a seat that isn't.
Needs: primitives
Ends as: WA
"""

from multiprocessing import Process, Value

EXPECTED = (0, 1)


def sell(left, sold):
    if left.value > 0:
        with left.get_lock():
            left.value -= 1
        with sold.get_lock():
            sold.value += 1


def main():
    left, sold = Value("i", 1), Value("i", 0)
    clerks = [Process(target=sell, args=(left, sold)) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    return left.value, sold.value
