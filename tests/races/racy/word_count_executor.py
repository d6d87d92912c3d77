"""Tasks of a thread pool count words in one dict.

Race: `counts.get(word, 0) + 1` is computed before it is stored; two tasks store the same number.
Needs: bytecodes
Ends as: WA
"""

from concurrent.futures import ThreadPoolExecutor, wait

EXPECTED = {"lock": 2, "race": 1}


def count(counts, words):
    for word in words.split():
        counts[word] = counts.get(word, 0) + 1


def main():
    counts = {}
    with ThreadPoolExecutor(max_workers=2) as executor:
        tasks = [executor.submit(count, counts, words) for words in ("lock race", "lock")]
        wait(tasks)
    return counts
