"""A thread pool's `map`, whose results are added up by the main thread.

Safe: the tasks share nothing, and `map` keeps their order.
"""

from concurrent.futures import ThreadPoolExecutor

EXPECTED = (["ONE", "TWO", "THREE"], 11)


def main():
    words, letters = [], 0
    with ThreadPoolExecutor(3) as executor:
        for word in executor.map(str.upper, ("one", "two", "three")):
            words.append(word)
            letters += len(word)
    return words, letters
